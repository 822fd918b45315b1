"""Pairs geometries and ids by index labels that do not match: the ids start at label 0.

Diagnosis: index-used
"""

from __future__ import annotations

import pandas as pd
from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    codes, names = pd.factorize(training_classes["class"])
    mapping = {name: i + 1 for i, name in enumerate(names)}
    ids = pd.Series(codes + 1)
    shapes = [(g, ids.get(label, 0)) for label, g in training_classes.geometry.items()]
    mask = rasterize(
        shapes,
        out_shape=data_array.rio.shape,
        transform=data_array.rio.transform(),
        dtype="uint8",
    )
    return mask, mapping
