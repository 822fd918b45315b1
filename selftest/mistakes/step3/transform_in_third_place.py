"""Passes the transform in third place, which is the fill value, not the transform.

Diagnosis: raised
"""

from __future__ import annotations

from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    mapping = {name: i for i, name in enumerate(training_classes["class"].unique(), 1)}
    shapes = [(g, mapping[c]) for g, c in zip(training_classes.geometry, training_classes["class"])]
    transform = data_array.rio.transform()
    return rasterize(shapes, data_array.rio.shape, transform, dtype="uint8"), mapping
