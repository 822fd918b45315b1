"""Pointwise selection by coordinate values."""

import numpy as np
import pandas as pd
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    rows, columns = np.nonzero(burnt_polygons)
    y = xr.DataArray(data_array.y.values[rows], dims="z")
    x = xr.DataArray(data_array.x.values[columns], dims="z")
    clips = data_array.sel(y=y, x=x, method="nearest")
    ds = clips.to_dataset(name="reflectance")
    ds["feature_id"] = xr.DataArray(burnt_polygons[rows, columns].astype(np.int64), dims="z")
    return ds.dropna(dim="z", subset=["reflectance"], how="any")
