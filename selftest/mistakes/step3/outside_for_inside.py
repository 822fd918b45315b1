"""Takes geometry_mask for True inside of the polygons: it is True outside.

Diagnosis: inside-out
"""

from __future__ import annotations

import numpy as np
from rasterio.features import geometry_mask


def rasterize_geojson(data_array, training_classes):
    mapping = {name: i for i, name in enumerate(training_classes["class"].unique(), 1)}
    mask = np.zeros(data_array.rio.shape, dtype="uint8")
    for name, number in mapping.items():
        rows = training_classes[training_classes["class"] == name]
        held = geometry_mask(rows.geometry, mask.shape, data_array.rio.transform())
        mask[held] = number
    return mask, mapping
