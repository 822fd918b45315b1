"""Leaves out polygons smaller than a pixel.

Diagnosis: class-missing
"""

from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    rx = abs(data_array.rio.resolution()[0])
    t = training_classes[training_classes.area >= rx * rx]
    mapping = {c: i for i, c in enumerate(t["class"].unique(), 1)}
    return rasterize(
        [(g, mapping[c]) for g, c in zip(t.geometry, t["class"], strict=False)],
        data_array.rio.shape,
        transform=data_array.rio.transform(),
        dtype="uint8",
    ), mapping
