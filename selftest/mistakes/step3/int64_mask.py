"""Leaves the mask in int64 instead of uint8.

Diagnosis: dtype
"""

from __future__ import annotations

import numpy as np
from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    mapping = {name: i for i, name in enumerate(training_classes["class"].unique(), 1)}
    shapes = [(g, mapping[c]) for g, c in zip(training_classes.geometry, training_classes["class"])]
    mask = rasterize(
        shapes,
        out_shape=data_array.rio.shape,
        transform=data_array.rio.transform(),
        dtype="int32",
    )
    return mask.astype(np.int64), mapping
