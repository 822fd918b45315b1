"""AREA_OR_POINT is Point: GDAL knows, and the transform is the same."""

import numpy as np
import rasterio
import rioxarray  # noqa: F401
from affine import Affine


def persist_classification_to_raster(raster_output_path, classification_result):
    c = classification_result.astype("uint8")
    with rasterio.open(
        raster_output_path,
        "w",
        driver="GTiff",
        count=1,
        dtype="uint8",
        height=c.shape[0],
        width=c.shape[1],
        crs=c.rio.crs,
        transform=c.rio.transform(),
    ) as file:
        file.update_tags(AREA_OR_POINT="Point")
        file.write(c.values, 1)
