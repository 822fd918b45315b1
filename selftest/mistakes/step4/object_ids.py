"""The ids are Python integers in an array of object dtype.

Diagnosis: dtype
"""

import numpy as np
import pandas as pd
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    ok = (burnt_polygons > 0) & ~np.isnan(data_array.values).any(axis=0)
    ids = np.array([int(i) for i in burnt_polygons[ok]], dtype=object)
    return xr.Dataset(
        {"reflectance": (("band", "z"), data_array.values[:, ok]), "feature_id": ("z", ids)},
        coords={"band": data_array.band},
    )
