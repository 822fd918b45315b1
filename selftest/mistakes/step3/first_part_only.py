"""Burns the first part of each MultiPolygon only.

Diagnosis: first-part
"""

from __future__ import annotations

from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    mapping = {name: i for i, name in enumerate(training_classes["class"].unique(), 1)}
    shapes = []
    for geometry, name in zip(training_classes.geometry, training_classes["class"]):
        part = geometry.geoms[0] if geometry.geom_type == "MultiPolygon" else geometry
        shapes.append((part, mapping[name]))
    mask = rasterize(
        shapes,
        out_shape=data_array.rio.shape,
        transform=data_array.rio.transform(),
        dtype="uint8",
    )
    return mask, mapping
