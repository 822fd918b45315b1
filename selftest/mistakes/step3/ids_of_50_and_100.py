"""Leaves room between the ids, to tell them apart in QGIS: six classes do not fit.

Diagnosis: ids-too-large
"""

import numpy as np
from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    classes = training_classes["class"].unique()
    mapping = {name: 50 * number for number, name in enumerate(classes, start=1)}
    mask = rasterize(
        zip(training_classes.geometry, training_classes["class"].map(mapping), strict=True),
        out_shape=data_array.rio.shape,
        transform=data_array.rio.transform(),
        dtype="int32",
    )
    return mask.astype(np.uint8), mapping
