"""Rounds the reflectance to two decimals.

Diagnosis: rounded
"""

from __future__ import annotations

import numpy as np
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    values = data_array.values
    usable = (burnt_polygons > 0) & ~np.isnan(values).any(axis=0)
    return xr.Dataset(
        {
            "reflectance": (("band", "z"), values[:, usable].round(2)),
            "feature_id": ("z", burnt_polygons[usable]),
        },
        coords={"band": data_array.band},
    )
