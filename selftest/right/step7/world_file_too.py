"""A world file beside the GeoTIFF says the same again."""

import numpy as np
import rasterio
import rioxarray  # noqa: F401
from affine import Affine


def persist_classification_to_raster(raster_output_path, classification_result):
    classification_result.astype(np.uint8).rio.to_raster(
        raster_output_path, TFW="YES", windowed=True, tiled=True
    )
