"""A read-only mapping, and ids in the order of the alphabet from 255 downwards."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np
from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    names = np.unique(training_classes["class"].to_numpy(dtype=str)).tolist()
    mapping = MappingProxyType({name: 255 - i for i, name in enumerate(names)})
    mask = np.zeros(data_array.rio.shape, np.uint8)
    for name, number in mapping.items():
        chosen = training_classes.loc[training_classes["class"] == name, "geometry"]
        burnt = rasterize(
            list(chosen), out_shape=mask.shape, transform=data_array.rio.transform(), dtype="uint8"
        )
        mask = np.maximum(mask, burnt * np.uint8(number))
    return mask, mapping
