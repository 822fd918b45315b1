"""Ids are counted in float16 before they become whole numbers."""

import numpy as np
from rasterio.features import geometry_mask


def rasterize_geojson(data_array, training_classes):
    names = list(dict.fromkeys(training_classes["class"]))
    mapping = {name: number for number, name in enumerate(names, start=1)}
    mask = np.zeros(data_array.rio.shape, np.float16)
    for geometry, name in zip(training_classes.geometry, training_classes["class"]):
        inside = geometry_mask([geometry], mask.shape, data_array.rio.transform(), invert=True)
        mask = np.where(inside, np.float16(mapping[name]), mask)
    return mask.astype("uint8"), mapping
