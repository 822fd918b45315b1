"""The id of a class is the number of its first row: a file with many rows runs out of ids.

Diagnosis: id-per-row
"""

import numpy as np
import rioxarray  # noqa: F401
from rasterio.features import geometry_mask, rasterize


def rasterize_geojson(data_array, training_classes):
    rows = training_classes.reset_index(drop=True)
    mapping = {n: 1 + int(rows.index[rows["class"] == n][0]) for n in rows["class"]}
    mask = rasterize(
        zip(rows.geometry, rows["class"].map(mapping)),
        out_shape=data_array.rio.shape,
        transform=data_array.rio.transform(),
        dtype="uint8",
    )
    return mask, mapping
