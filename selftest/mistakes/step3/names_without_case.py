"""Names that differ in capitals share an id.

Diagnosis: ids-shared
"""

import rioxarray  # noqa: F401
from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    m = {}
    keyed = {}
    for c in training_classes["class"]:
        keyed.setdefault(c.casefold(), len(keyed) + 1)
        m[c] = keyed[c.casefold()]
    return rasterize(
        ((g, m[c]) for c, g in zip(training_classes["class"], training_classes.geometry)),
        out_shape=data_array.rio.shape,
        transform=data_array.rio.transform(),
        dtype="uint8",
    ), m
