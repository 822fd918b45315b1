"""Squeezes the result: a single sample has no dim z.

Diagnosis: dims-missing
"""

import numpy as np
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    ok = (burnt_polygons > 0) & ~np.isnan(data_array.values).any(0)
    return xr.Dataset(
        {
            "reflectance": (("band", "z"), data_array.values[:, ok]),
            "feature_id": ("z", burnt_polygons[ok].astype(int)),
        },
        coords={"band": data_array.band},
    ).squeeze()
