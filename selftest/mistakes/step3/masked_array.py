"""The mask is a numpy masked array, with 0 hidden.

Diagnosis: wrong-type
"""

import numpy as np
import rioxarray  # noqa: F401
from rasterio.features import geometry_mask, rasterize


def rasterize_geojson(data_array, training_classes):
    mapping = {n: i for i, n in enumerate(training_classes["class"].unique(), 1)}
    mask = rasterize(
        zip(training_classes.geometry, training_classes["class"].map(mapping)),
        out_shape=data_array.rio.shape,
        transform=data_array.rio.transform(),
        dtype="uint8",
    )
    return np.ma.masked_equal(mask, 0), mapping
