"""The array is returned, nothing is written.

Diagnosis: not-written
"""

import rioxarray  # noqa: F401


def persist_classification_to_raster(raster_output_path, classification_result):
    return classification_result.astype("uint8").rio.write_nodata(0)
