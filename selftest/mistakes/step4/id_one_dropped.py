"""Compares the mask with 1 instead of 0: the class with id 1 has no samples.

Diagnosis: class-missing
"""

from __future__ import annotations

import numpy as np
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    usable = (burnt_polygons > 1) & ~np.isnan(data_array.values).any(axis=0)
    return xr.Dataset(
        {
            "reflectance": (("band", "z"), data_array.values[:, usable]),
            "feature_id": ("z", burnt_polygons[usable]),
        },
        coords={"band": data_array.band},
    )
