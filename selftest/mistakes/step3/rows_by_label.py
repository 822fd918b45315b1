"""Looks rows up by their index, which can be there twice.

Diagnosis: raised
"""

from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    mapping = {c: i for i, c in enumerate(training_classes["class"].unique(), 1)}
    shapes = [
        (training_classes.geometry[i], mapping[training_classes["class"][i]])
        for i in training_classes.index
    ]
    return rasterize(
        shapes, data_array.rio.shape, transform=data_array.rio.transform(), dtype="uint8"
    ), mapping
