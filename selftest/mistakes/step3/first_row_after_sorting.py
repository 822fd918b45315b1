"""The id is the place of the first row of a class, after sorting by class.

Diagnosis: id-per-row
"""

import rioxarray
from rasterio.features import rasterize
def rasterize_geojson(data_array, training_classes):
    gdf = training_classes.sort_values("class").reset_index(drop=True)
    mapping = {c: i + 1 for i, c in gdf["class"].drop_duplicates().items()}
    return rasterize(zip(gdf.geometry, gdf["class"].map(mapping)), out_shape=data_array.rio.shape, transform=data_array.rio.transform(), dtype="uint8"), mapping
