"""Drops polygons that reach beyond the raster.

Diagnosis: row-missing
"""

import numpy as np
import rioxarray  # noqa: F401
from rasterio.features import geometry_mask, rasterize


def rasterize_geojson(data_array, training_classes):
    from shapely import box

    rows = training_classes[training_classes.within(box(*data_array.rio.bounds()))]
    mapping = {n: i for i, n in enumerate(training_classes["class"].unique(), 1)}
    mask = rasterize(
        zip(rows.geometry, rows["class"].map(mapping)),
        out_shape=data_array.rio.shape,
        transform=data_array.rio.transform(),
        dtype="uint8",
    )
    return mask, mapping
