"""pandas all the way: one row for each pixel, one column for each band, then dropna."""

from __future__ import annotations

import pandas as pd
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    names = list(data_array.band.values)
    table = pd.DataFrame({name: data_array.sel(band=name).values.ravel() for name in names})
    table["feature_id"] = burnt_polygons.ravel()
    table = table.query("feature_id != 0").dropna().reset_index(drop=True)
    return xr.Dataset(
        data_vars={
            "reflectance": (["band", "z"], table[names].to_numpy().T),
            "feature_id": (["z"], table["feature_id"].to_numpy()),
        },
        coords={"band": names, "z": table.index},
    )
