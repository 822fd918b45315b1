"""uint16 with the nodata tag 256, which no id has.

Diagnosis: nodata-tag
"""

import numpy as np
import rasterio
import rioxarray  # noqa: F401
from affine import Affine


def persist_classification_to_raster(raster_output_path, classification_result):
    classification_result.astype("uint16").rio.write_nodata(256).rio.to_raster(raster_output_path)
