"""Ids 50 apart: the sixth is too large.

Diagnosis: ids-too-large
"""

import rioxarray  # noqa: F401
from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    names = training_classes["class"].unique()
    m = {c: i * 50 for i, c in enumerate(names, 1)}
    return rasterize(
        ((g, m[c]) for c, g in zip(training_classes["class"], training_classes.geometry)),
        out_shape=data_array.rio.shape,
        transform=data_array.rio.transform(),
        dtype="uint8",
    ), m
