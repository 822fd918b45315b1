"""Starts one row too low: the mask is shifted by one pixel to the south.

Diagnosis: shifted
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
        dtype="uint8",
    )
    return np.roll(mask, 1, axis=0), mapping
