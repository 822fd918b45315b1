"""Says only whether there is a polygon: True and False instead of the class.

Diagnosis: dtype, one-value
"""

from __future__ import annotations

from rasterio.features import geometry_mask


def rasterize_geojson(data_array, training_classes):
    mapping = {name: i for i, name in enumerate(training_classes["class"].unique(), 1)}
    mask = geometry_mask(
        training_classes.geometry,
        out_shape=data_array.rio.shape,
        transform=data_array.rio.transform(),
        invert=True,
    )
    return mask, mapping
