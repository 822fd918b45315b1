"""Takes a reflectance of exactly 0 for missing data, and leaves those pixels out.

Diagnosis: zero-dropped
"""

from __future__ import annotations

import numpy as np
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    values = data_array.values
    usable = (burnt_polygons > 0) & ~np.isnan(values).any(axis=0) & np.all(values, axis=0)
    return xr.Dataset(
        {
            "reflectance": (("band", "z"), values[:, usable]),
            "feature_id": ("z", burnt_polygons[usable]),
        },
        coords={"band": data_array.band},
    )
