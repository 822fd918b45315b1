"""Sorted by class with a stable argsort, reflectance along."""

import numpy as np
import pandas as pd
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    usable = (burnt_polygons > 0) & data_array.notnull().all(dim="band").data
    ids = burnt_polygons[usable]
    order = np.argsort(ids, kind="stable")[::-1]
    clip = xr.DataArray(
        data_array.data[:, usable][:, order],
        dims=["band", "z"],
        coords=[data_array.band, ids[order].astype(int)],
    )
    return xr.Dataset(dict(reflectance=clip, feature_id=clip.z.drop_vars("z").astype(np.int64)))
