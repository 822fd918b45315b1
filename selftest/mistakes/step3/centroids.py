"""Burns one pixel a row, the one below the centroid.

Diagnosis: centroid
"""

from __future__ import annotations

from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    mapping = {name: i for i, name in enumerate(training_classes["class"].unique(), 1)}
    points = training_classes.geometry.centroid
    shapes = [(p, mapping[c]) for p, c in zip(points, training_classes["class"])]
    mask = rasterize(
        shapes,
        out_shape=data_array.rio.shape,
        transform=data_array.rio.transform(),
        dtype="uint8",
    )
    return mask, mapping
