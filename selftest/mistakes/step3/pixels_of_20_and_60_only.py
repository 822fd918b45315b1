"""Pixels are 20 m or 60 m wide, and 10 m is forgotten.

Diagnosis: none
"""

import rioxarray
from rasterio.features import rasterize
from rasterio.transform import from_origin

def rasterize_geojson(data_array, training_classes):
    left, bottom, right, top = data_array.rio.bounds()
    res = 60 if abs(data_array.rio.resolution()[0]) > 30 else 20
    mapping = {c: n for n, c in enumerate(training_classes["class"].unique(), 1)}
    return rasterize(zip(training_classes.geometry, training_classes["class"].map(mapping)), out_shape=data_array.shape[1:],
                     transform=from_origin(left, top, res, res), dtype="uint8"), mapping
