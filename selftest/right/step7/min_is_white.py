"""The picture is stored with white for 0; the values are the same."""

import numpy as np
import rasterio
import rioxarray  # noqa: F401
from affine import Affine


def persist_classification_to_raster(raster_output_path, classification_result):
    classification_result.astype("uint8").rio.to_raster(
        raster_output_path, photometric="MINISWHITE", interleave="pixel"
    )
