"""Ids are added where polygons overlap.

Diagnosis: ids-added
"""

import rioxarray  # noqa: F401
from rasterio.enums import MergeAlg
from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    m = {c: i for i, c in enumerate(training_classes["class"].unique(), 1)}
    return rasterize(
        ((g, m[c]) for c, g in zip(training_classes["class"], training_classes["geometry"])),
        out_shape=data_array.rio.shape,
        transform=data_array.rio.transform(),
        dtype="uint8",
        merge_alg=MergeAlg.add,
    ), m
