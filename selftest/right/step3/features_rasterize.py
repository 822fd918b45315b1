"""The textbook answer: rasterio burns (geometry, id) pairs, ids in order of appearance."""

from __future__ import annotations

import numpy as np
from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    mapping = {name: n for n, name in enumerate(training_classes["class"].unique(), start=1)}
    shapes = zip(training_classes.geometry, training_classes["class"].map(mapping), strict=True)
    mask = rasterize(
        shapes,
        out_shape=data_array.rio.shape,
        transform=data_array.rio.transform(),
        fill=0,
        dtype=np.uint8,
    )
    return mask, mapping
