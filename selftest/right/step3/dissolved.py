"""One geometry for each class: rows are dissolved before they are burnt."""

from __future__ import annotations

from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    classes = training_classes[["class", "geometry"]].dissolve(by="class")
    mapping = {name: number for number, name in enumerate(classes.index, start=1)}
    mask = rasterize(
        zip(classes.geometry, mapping.values()),
        out_shape=data_array.rio.shape,
        transform=data_array.rio.transform(),
        dtype="uint8",
    )
    return mask, mapping
