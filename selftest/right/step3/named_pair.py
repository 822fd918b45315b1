"""Returns a named pair."""

from typing import NamedTuple

import numpy as np
from rasterio.features import rasterize


class Result(NamedTuple):
    mask: np.ndarray
    mapping: dict


def rasterize_geojson(data_array, training_classes):
    mapping = {c: k for k, c in enumerate(training_classes["class"].unique(), 1)}
    m = rasterize(
        [
            (g, mapping[c])
            for g, c in zip(training_classes.geometry, training_classes["class"], strict=False)
        ],
        data_array.rio.shape,
        transform=data_array.rio.transform(),
        dtype="uint8",
    )
    return Result(m, mapping)
