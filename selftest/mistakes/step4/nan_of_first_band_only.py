"""Looks for NaN in the first band only.

Diagnosis: nan-in-some-kept
"""

from __future__ import annotations

import numpy as np
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    usable = (burnt_polygons > 0) & ~np.isnan(data_array.values[0])
    return xr.Dataset(
        {
            "reflectance": (("band", "z"), data_array.values[:, usable]),
            "feature_id": ("z", burnt_polygons[usable]),
        },
        coords={"band": data_array.band},
    )
