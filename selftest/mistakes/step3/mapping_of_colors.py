"""Maps the column color instead of the column class.

Diagnosis: wrong-column
"""

from __future__ import annotations

from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    colors = training_classes["color"]
    mapping = {name: i for i, name in enumerate(colors.unique(), 1)}
    mask = rasterize(
        [(g, mapping[c]) for g, c in zip(training_classes.geometry, colors)],
        out_shape=data_array.rio.shape,
        transform=data_array.rio.transform(),
        dtype="uint8",
    )
    return mask, mapping
