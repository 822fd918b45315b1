"""Simplifies the outlines by 5 m.

Diagnosis: simplified
"""

from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    mapping = {c: i for i, c in enumerate(training_classes["class"].unique(), 1)}
    return rasterize(
        [
            (g, mapping[c])
            for g, c in zip(training_classes.simplify(5), training_classes["class"], strict=False)
        ],
        data_array.rio.shape,
        transform=data_array.rio.transform(),
        dtype="uint8",
    ), mapping
