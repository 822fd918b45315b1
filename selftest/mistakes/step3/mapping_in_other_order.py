"""Burns the codes of sorted names, but numbers the mapping in order of appearance.

Diagnosis: numbered-twice
"""

from __future__ import annotations

from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    codes = training_classes["class"].astype("category").cat.codes + 1
    mapping = {name: i for i, name in enumerate(training_classes["class"].unique(), 1)}
    mask = rasterize(
        zip(training_classes.geometry, codes),
        out_shape=data_array.rio.shape,
        transform=data_array.rio.transform(),
        dtype="uint8",
    )
    return mask, mapping
