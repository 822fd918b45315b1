"""The mapping also has a name for 0.

Diagnosis: ids-from-0
"""

import numpy as np
import rioxarray  # noqa: F401
from rasterio.features import geometry_mask, rasterize


def rasterize_geojson(data_array, training_classes):
    mapping = {"background": 0}
    for name in training_classes["class"].unique():
        mapping[name] = len(mapping)
    mask = rasterize(
        zip(training_classes.geometry, training_classes["class"].map(mapping)),
        out_shape=data_array.rio.shape,
        transform=data_array.rio.transform(),
        dtype="uint8",
    )
    return mask, mapping
