"""groupby the class, one geometry_mask for each group."""

import numpy as np
import rioxarray  # noqa: F401
from rasterio.features import geometry_mask, rasterize


def rasterize_geojson(data_array, training_classes):
    mask = np.zeros(data_array.shape[1:], dtype=np.uint8)
    mapping = {}
    for number, (name, group) in enumerate(
        training_classes.groupby("class", sort=False), start=100
    ):
        outside = geometry_mask(group.geometry, mask.shape, data_array.rio.transform(recalc=True))
        mask[~outside] = number
        mapping[name] = number
    return mask, mapping
