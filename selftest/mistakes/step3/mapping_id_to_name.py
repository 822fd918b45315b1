"""Returns the mapping the wrong way round: id to name.

Diagnosis: mapping-reversed
"""

from __future__ import annotations

from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    mapping = dict(enumerate(training_classes["class"].unique(), 1))
    ids = {name: i for i, name in mapping.items()}
    shapes = [(g, ids[c]) for g, c in zip(training_classes.geometry, training_classes["class"])]
    mask = rasterize(
        shapes,
        out_shape=data_array.rio.shape,
        transform=data_array.rio.transform(),
        dtype="uint8",
    )
    return mask, mapping
