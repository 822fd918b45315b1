"""Drops duplicate classes, so only the first row of each class is burnt.

Diagnosis: first-row
"""

from __future__ import annotations

from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    rows = training_classes.drop_duplicates("class")
    mapping = {name: i for i, name in enumerate(rows["class"], 1)}
    mask = rasterize(
        zip(rows.geometry, mapping.values()),
        out_shape=data_array.rio.shape,
        transform=data_array.rio.transform(),
        dtype="uint8",
    )
    return mask, mapping
