"""Everything by rioxarray: a raster of ones is clipped by each class, the rest is filled."""

from __future__ import annotations

import numpy as np
import rioxarray  # noqa: F401
import xarray as xr


def rasterize_geojson(data_array, training_classes):
    ones = xr.ones_like(data_array.isel(band=0, drop=True), dtype="int16")
    ones = ones.rio.write_crs(data_array.rio.crs).rio.write_nodata(0)
    total = xr.zeros_like(ones)
    mapping: dict[str, int] = {}
    for name, rows in training_classes.groupby("class", sort=False):
        mapping[str(name)] = 100 + len(mapping)
        clipped = ones.rio.clip(rows.geometry, rows.crs, drop=False, all_touched=False)
        total = total.where(clipped != 1, mapping[str(name)])
    mask: np.ndarray = total.values.astype(np.uint8)
    return mask, mapping
