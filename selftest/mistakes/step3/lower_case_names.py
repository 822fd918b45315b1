"""Changes the class names to lower case in the mapping.

Diagnosis: names-changed
"""

from __future__ import annotations

from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    names = training_classes["class"].str.lower()
    mapping = {name: i for i, name in enumerate(names.unique(), 1)}
    mask = rasterize(
        [(g, mapping[c]) for g, c in zip(training_classes.geometry, names)],
        out_shape=data_array.rio.shape,
        transform=data_array.rio.transform(),
        dtype="uint8",
    )
    return mask, mapping
