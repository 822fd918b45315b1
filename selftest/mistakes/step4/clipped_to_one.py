"""Clips the reflectance to the range from 0 to 1.

Diagnosis: clipped
"""

from __future__ import annotations

import numpy as np
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    values = data_array.values
    usable = (burnt_polygons > 0) & ~np.isnan(values).any(axis=0)
    return xr.Dataset(
        {
            "reflectance": (("band", "z"), np.clip(values[:, usable], 0, 1)),
            "feature_id": ("z", burnt_polygons[usable]),
        },
        coords={"band": data_array.band},
    )
