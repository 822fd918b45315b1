"""Keeps the ids of the mapping as text: "1" instead of 1.

Diagnosis: ids-not-integers
"""

from __future__ import annotations

from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    mapping = {name: str(i) for i, name in enumerate(training_classes["class"].unique(), 1)}
    shapes = [
        (g, int(mapping[c])) for g, c in zip(training_classes.geometry, training_classes["class"])
    ]
    mask = rasterize(
        shapes,
        out_shape=data_array.rio.shape,
        transform=data_array.rio.transform(),
        dtype="uint8",
    )
    return mask, mapping
