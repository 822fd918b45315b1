"""Gives the raster a name on the way.

Diagnosis: inputs-changed
"""

import numpy as np
import pandas as pd
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    data_array.name = "reflectance"
    ok = (burnt_polygons > 0) & ~np.isnan(data_array.values).any(axis=0)
    return xr.Dataset(
        {
            "reflectance": (("band", "z"), data_array.values[:, ok]),
            "feature_id": ("z", burnt_polygons[ok]),
        },
        coords={"band": data_array.band},
    )
