"""Adds the offset of 1000 DN back, as 0.1 of reflectance.

Diagnosis: offset
"""

from __future__ import annotations

import numpy as np
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    usable = (burnt_polygons > 0) & ~np.isnan(data_array.values).any(axis=0)
    return xr.Dataset(
        {
            "reflectance": (("band", "z"), data_array.values[:, usable] + np.float32(0.1)),
            "feature_id": ("z", burnt_polygons[usable]),
        },
        coords={"band": data_array.band},
    )
