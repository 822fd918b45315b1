"""Burns the bounding box of each row instead of its polygon.

Diagnosis: bounds
"""

from __future__ import annotations

from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    mapping = {name: i for i, name in enumerate(training_classes["class"].unique(), 1)}
    boxes = training_classes.geometry.envelope
    shapes = [(g, mapping[c]) for g, c in zip(boxes, training_classes["class"])]
    mask = rasterize(
        shapes,
        out_shape=data_array.rio.shape,
        transform=data_array.rio.transform(),
        dtype="uint8",
    )
    return mask, mapping
