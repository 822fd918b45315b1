"""Draws as many samples as there are, with replacement.

Diagnosis: none
"""

import numpy as np
import pandas as pd
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    ok = np.flatnonzero((burnt_polygons > 0) & ~np.isnan(data_array.values).any(axis=0))
    ok = np.random.default_rng(0).choice(ok, ok.size)
    v = data_array.values.reshape(len(data_array), -1)
    return xr.Dataset(
        {
            "reflectance": (("band", "z"), v[:, ok]),
            "feature_id": ("z", burnt_polygons.ravel()[ok].astype(int)),
        },
        coords={"band": data_array.band},
    )
