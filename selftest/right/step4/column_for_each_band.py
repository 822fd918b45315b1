"""Takes each band through a column of pandas."""

import pandas as pd
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    df = pd.DataFrame(
        {str(b): data_array.sel(band=b).values.ravel() for b in data_array.band.values}
    )
    df["feature_id"] = burnt_polygons.ravel()
    df = df[df.feature_id.ne(0)].dropna().reset_index(drop=True)
    bands = [c for c in df if c != "feature_id"]
    return xr.Dataset(
        {
            "reflectance": (("band", "z"), df[bands].T.to_numpy()),
            "feature_id": ("z", df.feature_id.to_numpy()),
        },
        coords={"band": bands},
    )
