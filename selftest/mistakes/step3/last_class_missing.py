"""Counts to one class too few: the last class is neither burnt nor in the mapping.

Diagnosis: class-missing
"""

from __future__ import annotations

from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    names = sorted(training_classes["class"].unique())
    mapping = {names[i]: i + 1 for i in range(len(names) - 1)}
    shapes = [
        (g, mapping[c])
        for g, c in zip(training_classes.geometry, training_classes["class"])
        if c in mapping
    ]
    mask = rasterize(
        shapes,
        out_shape=data_array.rio.shape,
        transform=data_array.rio.transform(),
        dtype="uint8",
    )
    return mask, mapping
