"""pandas builds the table, xarray reads it back with set_index."""

import numpy as np
import pandas as pd
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    frame = pd.DataFrame(
        {str(b): data_array.sel(band=b).values.ravel() for b in data_array.band.values}
    )
    frame["feature_id"] = burnt_polygons.ravel()
    frame = frame[frame.feature_id.ne(0)].dropna().reset_index(drop=True)
    frame.index.name = "z"
    ids = frame.pop("feature_id")
    reflectance = xr.DataArray(
        frame.T.values,
        dims=("band", "z"),
        coords={"band": data_array.band.values, "z": frame.index},
    )
    return reflectance.to_dataset(name="reflectance").assign(feature_id=("z", ids.to_numpy()))
