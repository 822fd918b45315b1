"""A BigTIFF of uint16 with LZMA."""

import numpy as np
import rasterio
import rioxarray  # noqa: F401
from affine import Affine


def persist_classification_to_raster(raster_output_path, classification_result):
    classification_result.astype("uint16").rio.to_raster(
        raster_output_path, driver="GTiff", BIGTIFF="YES", compress="LZMA"
    )
