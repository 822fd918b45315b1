"""Polygons beyond the raster are cut off first, and their class with them.

Diagnosis: class-missing
"""

import rioxarray  # noqa: F401
from rasterio.features import rasterize
from shapely.geometry import box


def rasterize_geojson(data_array, training_classes):
    t = training_classes.clip(box(*data_array.rio.bounds()))
    m = {c: i for i, c in enumerate(t["class"].unique(), 1)}
    return rasterize(
        ((g, m[c]) for c, g in zip(t["class"], t.geometry)),
        out_shape=data_array.rio.shape,
        transform=data_array.rio.transform(),
        dtype="uint8",
    ), m
