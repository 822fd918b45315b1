"""Gives the ids of the mapping as floats.

Diagnosis: ids-not-integers
"""

from __future__ import annotations

import pandas as pd
from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    names = pd.Series(training_classes["class"].unique())
    mapping = dict(zip(names, (names.index + 1).astype(float)))
    shapes = [(g, mapping[c]) for g, c in zip(training_classes.geometry, training_classes["class"])]
    mask = rasterize(
        shapes,
        out_shape=data_array.rio.shape,
        transform=data_array.rio.transform(),
        dtype="uint8",
    )
    return mask, mapping
