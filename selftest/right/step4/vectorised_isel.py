"""Vectorised isel with two z indexers: x, y and spatial_ref stay as coordinates."""

from __future__ import annotations

import numpy as np
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    rows, cols = np.nonzero(burnt_polygons)
    picked = data_array.isel(y=xr.DataArray(rows, dims="z"), x=xr.DataArray(cols, dims="z"))
    picked = picked.transpose("band", "z").rename("reflectance")
    dataset = picked.to_dataset()
    dataset["feature_id"] = ("z", burnt_polygons[rows, cols].astype("uint16"))
    return dataset.isel(z=dataset["reflectance"].notnull().all(dim="band").values)
