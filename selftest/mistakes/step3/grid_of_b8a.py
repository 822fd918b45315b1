"""The grid is that of B8A, which not every raster has.

Diagnosis: raised
"""

import rioxarray
from rasterio.features import rasterize

def rasterize_geojson(data_array, training_classes):
    ref = data_array.sel(band="B8A", drop=True)
    mapping = {c: n for n, c in enumerate(training_classes["class"].unique(), 1)}
    return rasterize(zip(training_classes.geometry, training_classes["class"].map(mapping)), out_shape=ref.shape,
                     transform=ref.rio.transform(), dtype="uint8"), mapping
