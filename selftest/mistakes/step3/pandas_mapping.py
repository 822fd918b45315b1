"""The mapping is a pandas Series.

Diagnosis: wrong-type
"""

import numpy as np
import rioxarray  # noqa: F401
from rasterio.features import geometry_mask, rasterize


def rasterize_geojson(data_array, training_classes):
    import pandas as pd

    mapping = {n: i for i, n in enumerate(training_classes["class"].unique(), 1)}
    mask = rasterize(
        zip(training_classes.geometry, training_classes["class"].map(mapping)),
        out_shape=data_array.rio.shape,
        transform=data_array.rio.transform(),
        dtype="uint8",
    )
    return mask, pd.Series(mapping)
