"""Takes the maximum of one layer for each class."""

from functools import reduce

import numpy as np
from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    mapping = {c: k for k, c in enumerate(training_classes["class"].unique(), 1)}
    layers = [
        rasterize(
            [(g, mapping[c])],
            data_array.rio.shape,
            transform=data_array.rio.transform(),
            dtype="uint8",
        )
        for g, c in zip(training_classes.geometry, training_classes["class"], strict=False)
    ]
    return reduce(np.maximum, layers), mapping
