"""Looks for NaN with ==, which is never true.

Diagnosis: nan-kept
"""

import numpy as np
import pandas as pd
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    ok = (burnt_polygons > 0) & ~(data_array.values == np.nan).any(axis=0)
    return xr.Dataset(
        {
            "reflectance": (("band", "z"), data_array.values[:, ok]),
            "feature_id": ("z", burnt_polygons[ok]),
        },
        coords={"band": data_array.band},
    )
