"""Drops NaN from the reflectance and as many labels from the end of the list.

Diagnosis: nan-in-ids
"""

from __future__ import annotations

import numpy as np
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    reflectance = data_array.values[:, burnt_polygons > 0]
    labels = burnt_polygons[burnt_polygons > 0]
    reflectance = reflectance[:, ~np.isnan(reflectance).any(axis=0)]
    return xr.Dataset(
        {
            "reflectance": (("band", "z"), reflectance),
            "feature_id": ("z", labels[: reflectance.shape[1]]),
        },
        coords={"band": data_array.band},
    )
