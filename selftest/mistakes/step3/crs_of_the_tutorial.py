"""Brings the polygons to EPSG:32631, the zone of the tutorial, whatever the raster has.

Diagnosis: off-the-grid
"""

import numpy as np
import rioxarray  # noqa: F401
from rasterio.features import geometry_mask, rasterize


def rasterize_geojson(data_array, training_classes):
    polygons = training_classes.to_crs("EPSG:32631")
    mapping = {n: i for i, n in enumerate(polygons["class"].unique(), 1)}
    mask = rasterize(
        zip(polygons.geometry, polygons["class"].map(mapping)),
        out_shape=data_array.rio.shape,
        transform=data_array.rio.transform(),
        dtype="uint8",
    )
    return mask, mapping
