"""Takes ids from 301 on, which do not fit into uint8 and wrap around.

Diagnosis: ids-too-large
"""

from __future__ import annotations

from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    mapping = {name: 301 + i for i, name in enumerate(training_classes["class"].unique())}
    shapes = [(g, mapping[c]) for g, c in zip(training_classes.geometry, training_classes["class"])]
    mask = rasterize(
        shapes,
        out_shape=data_array.rio.shape,
        transform=data_array.rio.transform(),
        dtype="int32",
    )
    return mask.astype("uint8"), mapping
