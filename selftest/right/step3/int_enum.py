"""The ids are members of an IntEnum, and the pair is a NamedTuple."""

import numpy as np
import rioxarray  # noqa: F401
from rasterio.features import geometry_mask, rasterize


def rasterize_geojson(data_array, training_classes):
    from collections import namedtuple
    from enum import IntEnum

    names = list(dict.fromkeys(training_classes["class"].tolist()))
    Id = IntEnum("Id", {f"C{n}": n for n in range(1, len(names) + 1)})
    mapping = {name: Id(n) for n, name in enumerate(names, 1)}
    ids = training_classes["class"].map({name: int(n) for name, n in mapping.items()})
    mask = rasterize(
        list(zip(training_classes.geometry.values, ids.values)),
        out_shape=data_array.rio.shape,
        transform=data_array.rio.transform(),
        dtype="uint8",
    )
    return namedtuple("Burnt", "mask mapping")(mask, mapping)
