"""The grid is that of B04, which the raster need not have.

Diagnosis: raised
"""

import rioxarray  # noqa: F401
from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    m = {c: i for i, c in enumerate(training_classes["class"].unique(), 1)}
    mask = rasterize(
        ((g, m[c]) for c, g in zip(training_classes["class"], training_classes.geometry)),
        out_shape=data_array.sel(band="B04").shape,
        transform=data_array.rio.transform(),
        dtype="uint8",
    )
    return mask, m
