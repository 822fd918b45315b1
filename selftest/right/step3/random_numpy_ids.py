"""Random distinct ids, kept as numpy integers in an OrderedDict."""

from __future__ import annotations

from collections import OrderedDict

import numpy as np
import rasterio.features


def rasterize_geojson(data_array, training_classes):
    names = training_classes["class"].unique()
    ids = np.random.default_rng().choice(np.arange(1, 256), size=len(names), replace=False)
    mapping = OrderedDict(zip(names, ids.astype(np.uint8), strict=True))
    pairs = [
        (geometry, int(mapping[name]))
        for geometry, name in zip(training_classes.geometry, training_classes["class"], strict=True)
    ]
    mask = rasterio.features.rasterize(
        pairs, out_shape=data_array.shape[1:], transform=data_array.rio.transform(), dtype="uint8"
    )
    return mask, mapping
