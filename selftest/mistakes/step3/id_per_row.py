"""Gives each row its own id, so the other rows of a class have ids the mapping does not know.

Diagnosis: id-per-row
"""

from __future__ import annotations

from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    training_classes = training_classes.reset_index(drop=True)
    ids = training_classes.index + 1
    mapping = dict(zip(training_classes["class"], (int(i) for i in ids)))
    mask = rasterize(
        zip(training_classes.geometry, ids),
        out_shape=data_array.rio.shape,
        transform=data_array.rio.transform(),
        dtype="uint8",
    )
    return mask, mapping
