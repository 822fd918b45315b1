"""Made in memory, then the bytes are put in place."""

import os
from pathlib import Path

import rasterio
import rioxarray  # noqa: F401
from rasterio.io import MemoryFile


def persist_classification_to_raster(raster_output_path, classification_result):
    target = Path(raster_output_path)
    height, width = classification_result.shape
    with MemoryFile() as memory:
        with memory.open(
            driver="GTiff",
            height=height,
            width=width,
            count=1,
            dtype=rasterio.uint32,
            crs=f"EPSG:{classification_result.rio.crs.to_epsg()}",
            transform=classification_result.rio.transform(),
            nodata=0,
            BIGTIFF="YES",
        ) as dataset:
            dataset.write(classification_result.values.astype(rasterio.uint32), 1)
        part = target.with_name(f"{target.name}.tmp")
        part.write_bytes(memory.read())
    os.replace(part, target)
