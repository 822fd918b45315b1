"""Burns the convex hull of each row, which closes bays, holes and gaps between parts.

Diagnosis: hull
"""

from __future__ import annotations

from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    mapping = {name: i for i, name in enumerate(training_classes["class"].unique(), 1)}
    hulls = training_classes.geometry.convex_hull
    shapes = [(g, mapping[c]) for g, c in zip(hulls, training_classes["class"])]
    mask = rasterize(
        shapes,
        out_shape=data_array.rio.shape,
        transform=data_array.rio.transform(),
        dtype="uint8",
    )
    return mask, mapping
