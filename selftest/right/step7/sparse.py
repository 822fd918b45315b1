"""Blocks of zeros are not stored at all."""

import numpy as np
import rasterio
import rioxarray  # noqa: F401
from affine import Affine


def persist_classification_to_raster(raster_output_path, classification_result):
    data = classification_result.to_numpy().astype("uint8")
    profile = dict(
        driver="GTiff",
        count=1,
        height=data.shape[0],
        width=data.shape[1],
        dtype="uint8",
        sparse_ok=True,
        crs=classification_result.rio.crs.to_wkt(),
        transform=classification_result.rio.transform(recalc=True),
        nodata=0,
        tiled=True,
        blockxsize=16,
        blockysize=16,
    )
    with rasterio.open(raster_output_path, "w", **profile) as file:
        for _, window in file.block_windows(1):
            block = data[window.toslices()]
            if block.any():
                file.write(block, 1, window=window)
