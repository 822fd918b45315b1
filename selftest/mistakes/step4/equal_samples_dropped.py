"""Drops duplicate rows of the table: pixels that look alike count only once.

Diagnosis: equal-dropped
"""

from __future__ import annotations

import pandas as pd
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    bands = list(data_array.band.values)
    table = pd.DataFrame(data_array.values.reshape(len(bands), -1).T, columns=bands)
    table["feature_id"] = burnt_polygons.ravel()
    table = table[table["feature_id"] > 0].dropna().drop_duplicates()
    return xr.Dataset(
        {
            "reflectance": (("band", "z"), table[bands].to_numpy().T),
            "feature_id": ("z", table["feature_id"].to_numpy()),
        },
        coords={"band": bands},
    )
