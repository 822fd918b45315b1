"""Takes the centre of the first pixel for the corner of the raster: half a pixel off.

Diagnosis: half-pixel
"""

from __future__ import annotations

from affine import Affine
from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    mapping = {name: i for i, name in enumerate(training_classes["class"].unique(), 1)}
    shapes = [(g, mapping[c]) for g, c in zip(training_classes.geometry, training_classes["class"])]
    dx, dy = data_array.rio.resolution()
    transform = Affine(dx, 0, float(data_array.x[0]), 0, dy, float(data_array.y[0]))
    mask = rasterize(shapes, data_array.rio.shape, transform=transform, dtype="uint8")
    return mask, mapping
