"""where() turns the labels to floats; they are integers again at the end."""

import numpy as np
import pandas as pd
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    labels = xr.DataArray(burnt_polygons.astype(float), dims=("y", "x"))
    ds = xr.Dataset(
        {"reflectance": data_array.where(labels > 0), "feature_id": labels.where(labels > 0)}
    )
    ds = ds.stack(z=("y", "x"), create_index=False).dropna("z")
    ds["feature_id"] = ds["feature_id"].astype("uint16")
    return ds.transpose("band", "z")
