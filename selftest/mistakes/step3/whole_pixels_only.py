"""Burns only pixels that lie in a polygon as a whole.

Diagnosis: edge-pixels
"""

from __future__ import annotations

import numpy as np
import shapely


def rasterize_geojson(data_array, training_classes):
    mapping = {name: i for i, name in enumerate(training_classes["class"].unique(), 1)}
    x, y = np.meshgrid(data_array.x, data_array.y)
    half = abs(data_array.rio.resolution()[0]) / 2
    pixels = shapely.box(x - half, y - half, x + half, y + half)
    mask = np.zeros(x.shape, dtype="uint8")
    for geometry, name in zip(training_classes.geometry, training_classes["class"]):
        mask[shapely.contains(geometry, pixels)] = mapping[name]
    return mask, mapping
