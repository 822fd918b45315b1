"""Long table from to_dataframe, unstacked by band, back with from_dataframe and to_xarray."""

from __future__ import annotations

import numpy as np
import pandas as pd
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    height, width = burnt_polygons.shape
    bare = xr.DataArray(
        data_array.values,
        dims=("band", "y", "x"),
        coords={"band": data_array.band.values, "y": np.arange(height), "x": np.arange(width)},
        name="reflectance",
    )
    wide = bare.to_dataframe()["reflectance"].unstack("band")[list(bare.band.values)]
    labels = pd.Series(burnt_polygons.reshape(-1), index=wide.index, name="feature_id")
    wide = wide[labels > 0].dropna(how="any")
    labels = labels.loc[wide.index].reset_index(drop=True).rename_axis("z")
    wide = wide.reset_index(drop=True).rename_axis("z")
    long = wide.stack().rename("reflectance").to_xarray()
    long = long.reindex(band=data_array.band.values).transpose("band", "z")
    return xr.merge([long, labels.to_xarray()])
