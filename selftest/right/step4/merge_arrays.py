"""Two named arrays are merged; z keeps the number of the pixel."""

import numpy as np
import pandas as pd
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    number = np.flatnonzero(burnt_polygons)
    values = np.stack([band.values.flat[number] for band in data_array])
    reflectance = xr.DataArray(
        values,
        dims=("band", "z"),
        name="reflectance",
        coords={"band": list(data_array.band.values), "z": number},
    )
    feature_id = xr.DataArray(
        burnt_polygons.flat[number].astype("u8"), dims="z", coords={"z": number}, name="feature_id"
    )
    return xr.merge([reflectance.dropna("z"), feature_id], join="inner", compat="no_conflicts")
