"""Burns into a canvas kept for each shape: polygons of an earlier call stay in the mask.

Diagnosis: remembers
"""

from __future__ import annotations

import numpy as np
from rasterio.features import rasterize

CANVASES: dict[tuple[int, int], np.ndarray] = {}


def rasterize_geojson(data_array, training_classes):
    shape = data_array.rio.shape
    canvas = CANVASES.setdefault(shape, np.zeros(shape, dtype="uint8"))
    mapping = {name: i for i, name in enumerate(training_classes["class"].unique(), 1)}
    rasterize(
        zip(training_classes.geometry, training_classes["class"].map(mapping)),
        out=canvas,
        transform=data_array.rio.transform(),
    )
    return canvas.copy(), mapping
