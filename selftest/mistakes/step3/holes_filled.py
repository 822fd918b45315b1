"""Burns the outer ring of each polygon only, so holes are filled.

Diagnosis: holes-filled
"""

from __future__ import annotations

from rasterio.features import rasterize
from shapely.geometry import Polygon


def rasterize_geojson(data_array, training_classes):
    mapping = {name: i for i, name in enumerate(training_classes["class"].unique(), 1)}
    parts = training_classes.explode(ignore_index=True)
    shapes = [(Polygon(g.exterior), mapping[c]) for g, c in zip(parts.geometry, parts["class"])]
    mask = rasterize(
        shapes,
        out_shape=data_array.rio.shape,
        transform=data_array.rio.transform(),
        dtype="uint8",
    )
    return mask, mapping
