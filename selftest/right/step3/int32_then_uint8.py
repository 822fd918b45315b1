"""Burns into an int32 array passed as out=, then casts; 255 is among the ids."""

from __future__ import annotations

import numpy as np
import rasterio.features as rf
from geopandas import GeoDataFrame
from xarray import DataArray


def rasterize_geojson(data_array: DataArray, training_classes: GeoDataFrame):
    _, height, width = data_array.shape
    canvas = np.zeros((height, width), dtype=np.int32)
    mapping = dict(zip(sorted(training_classes["class"].unique()), (255, 1, *range(2, 255))))
    for name, group in training_classes.groupby("class"):
        rf.rasterize(
            group.geometry.tolist(),
            out=canvas,
            default_value=mapping[name],
            transform=data_array.rio.transform(recalc=True),
        )
    return canvas.astype(np.uint8), mapping
