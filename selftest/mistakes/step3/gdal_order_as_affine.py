"""Reads the GDAL GeoTransform numbers as if they were in Affine order.

Diagnosis: off-the-grid
"""

from __future__ import annotations

from affine import Affine
from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    mapping = {name: i for i, name in enumerate(training_classes["class"].unique(), 1)}
    shapes = [(g, mapping[c]) for g, c in zip(training_classes.geometry, training_classes["class"])]
    geotransform = data_array.rio.transform().to_gdal()
    mask = rasterize(
        shapes,
        out_shape=data_array.rio.shape,
        transform=Affine(*geotransform),
        dtype="uint8",
    )
    return mask, mapping
