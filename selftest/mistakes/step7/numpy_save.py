"""The array is saved with numpy.save.

Diagnosis: wrong-format
"""

import numpy as np


def persist_classification_to_raster(raster_output_path, classification_result):
    with open(raster_output_path, "wb") as handle:
        np.save(handle, classification_result.values.astype("uint8"))
