"""Builds the transform with pixels of 60 m: right at 60 m, not at 20 m.

Diagnosis: pixel-size
"""

from __future__ import annotations

from rasterio.features import rasterize
from rasterio.transform import from_origin


def rasterize_geojson(data_array, training_classes):
    mapping = {name: i for i, name in enumerate(training_classes["class"].unique(), 1)}
    shapes = [(g, mapping[c]) for g, c in zip(training_classes.geometry, training_classes["class"])]
    west, _, _, north = data_array.rio.bounds()
    transform = from_origin(west, north, 60, 60)
    mask = rasterize(shapes, data_array.rio.shape, transform=transform, dtype="uint8")
    return mask, mapping
