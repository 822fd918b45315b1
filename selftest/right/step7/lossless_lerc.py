"""LERC with no error allowed."""

import numpy as np
import rasterio
import rioxarray  # noqa: F401
from affine import Affine


def persist_classification_to_raster(raster_output_path, classification_result):
    classification_result.astype("int16").rio.write_nodata(0).rio.to_raster(
        raster_output_path, compress="LERC", MAX_Z_ERROR=0
    )
