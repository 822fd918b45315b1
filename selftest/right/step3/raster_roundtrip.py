"""By way of a raster in memory: the mask is written as a compressed GeoTIFF and read back."""

from __future__ import annotations

import rasterio
from rasterio.features import rasterize
from rasterio.io import MemoryFile


def rasterize_geojson(data_array, training_classes):
    mapping = {}
    for name in training_classes["class"]:
        mapping.setdefault(name, 250 - 3 * len(mapping))
    height, width = data_array.rio.shape
    profile = {
        "driver": "GTiff",
        "height": height,
        "width": width,
        "count": 1,
        "dtype": "uint8",
        "crs": data_array.rio.crs,
        "transform": data_array.rio.transform(),
        "compress": "deflate",
    }
    with MemoryFile() as memory:
        with memory.open(**profile) as target:
            values = [mapping[name] for name in training_classes["class"]]
            shapes = list(zip(training_classes.geometry, values, strict=True))
            burnt = rasterize(shapes, target.shape, transform=target.transform, dtype="uint8")
            target.write(burnt, 1)
        with rasterio.open(memory.name) as source:
            return source.read(1), mapping
