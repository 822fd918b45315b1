"""Keeps geometries in a dictionary by class: the last row of a class replaces the others.

Diagnosis: last-row
"""

from __future__ import annotations

from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    geometries = dict(zip(training_classes["class"], training_classes.geometry))
    mapping = {name: i for i, name in enumerate(geometries, 1)}
    mask = rasterize(
        [(geometry, mapping[name]) for name, geometry in geometries.items()],
        out_shape=data_array.rio.shape,
        transform=data_array.rio.transform(),
        dtype="uint8",
    )
    return mask, mapping
