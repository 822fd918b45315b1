"""The id is a checksum of the name, moved on while it is taken: the same in every run."""

from __future__ import annotations

import zlib

from rasterio.features import rasterize


def choose_ids(names, taken=None):
    taken = taken or {}
    for name in names:
        number = zlib.crc32(str(name).encode("utf-8")) % 255 + 1
        while number in taken.values():
            number = number % 255 + 1
        taken[name] = number
    return taken


def rasterize_geojson(data_array, training_classes):
    mapping = choose_ids(sorted(set(training_classes["class"].tolist())))
    burnt = rasterize(
        (
            (row.geometry.__geo_interface__, mapping[row["class"]])
            for _, row in training_classes.iterrows()
        ),
        data_array.rio.shape,
        0,
        transform=data_array.rio.transform(),
        dtype="uint8",
    )
    return burnt, mapping
