"""The raster is squeezed: of a single band no dim band is left.

Diagnosis: raised
"""

import rioxarray
from rasterio.features import rasterize

def rasterize_geojson(data_array, training_classes):
    _, h, w = data_array.squeeze().shape
    mapping = {c: n for n, c in enumerate(training_classes["class"].unique(), 1)}
    return rasterize(zip(training_classes.geometry, training_classes["class"].map(mapping)), out_shape=(h, w),
                     transform=data_array.rio.transform(), dtype="uint8"), mapping
