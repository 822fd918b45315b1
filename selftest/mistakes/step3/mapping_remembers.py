"""Keeps the mapping in a global variable: the classes of an earlier call stay in it.

Diagnosis: remembers
"""

from __future__ import annotations

from rasterio.features import rasterize

MAPPING: dict[str, int] = {}


def rasterize_geojson(data_array, training_classes):
    for name in training_classes["class"]:
        MAPPING.setdefault(name, len(MAPPING) + 1)
    shapes = [(g, MAPPING[c]) for g, c in zip(training_classes.geometry, training_classes["class"])]
    mask = rasterize(
        shapes,
        out_shape=data_array.rio.shape,
        transform=data_array.rio.transform(),
        dtype="uint8",
    )
    return mask, dict(MAPPING)
