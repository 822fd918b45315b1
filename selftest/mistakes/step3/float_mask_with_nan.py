"""Marks the background with NaN in a float mask.

Diagnosis: dtype, nan-as-class
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
        fill=np.nan,
        transform=data_array.rio.transform(),
        dtype="float32",
    )
    return mask, mapping
