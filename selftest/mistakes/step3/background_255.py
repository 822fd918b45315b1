"""Fills the background with 255 instead of 0.

Diagnosis: background
"""

from __future__ import annotations

from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    mapping = {name: i for i, name in enumerate(training_classes["class"].unique(), 1)}
    shapes = [(g, mapping[c]) for g, c in zip(training_classes.geometry, training_classes["class"])]
    mask = rasterize(
        shapes,
        out_shape=data_array.rio.shape,
        fill=255,
        transform=data_array.rio.transform(),
        dtype="uint8",
    )
    return mask, mapping
