"""rasterio.mask cuts the classes out of a raster of ones in memory."""

import numpy as np
import rioxarray  # noqa: F401
from rasterio.features import geometry_mask, rasterize


def rasterize_geojson(data_array, training_classes):
    from rasterio.io import MemoryFile
    from rasterio.mask import mask as cut

    mapping = {name: number for number, name in enumerate(set(training_classes["class"]), start=1)}
    height, width = data_array.rio.shape
    result = np.zeros((height, width), dtype=np.uint8)
    profile = dict(
        driver="GTiff",
        height=height,
        width=width,
        count=1,
        dtype="uint8",
        crs=data_array.rio.crs,
        transform=data_array.rio.transform(),
    )
    with MemoryFile() as memory:
        with memory.open(**profile) as file:
            file.write(np.ones((1, height, width), np.uint8))
        with memory.open() as file:
            for name, number in mapping.items():
                chosen = training_classes[training_classes["class"] == name].geometry
                burnt, _ = cut(file, chosen, filled=True, nodata=0)
                result = np.maximum(result, burnt[0] * np.uint8(number))
    return result, mapping
