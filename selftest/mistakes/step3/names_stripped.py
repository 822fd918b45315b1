"""Blanks around class names are taken away.

Diagnosis: names-changed
"""

import rioxarray
from rasterio.features import rasterize

def rasterize_geojson(data_array, training_classes):
    names = training_classes["class"].str.strip()
    mapping = {c: n for n, c in enumerate(names.unique(), 1)}
    return rasterize(zip(training_classes.geometry, names.map(mapping)), out_shape=data_array.rio.shape,
                     transform=data_array.rio.transform(), dtype="uint8"), mapping
