"""Puts the class names into feature_id instead of their ids.

Diagnosis: names-not-ids
"""

from __future__ import annotations

import numpy as np
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    usable = (burnt_polygons > 0) & ~np.isnan(data_array.values).any(axis=0)
    names = {number: name for name, number in mapping.items()}
    return xr.Dataset(
        {
            "reflectance": (("band", "z"), data_array.values[:, usable]),
            "feature_id": ("z", [names[i] for i in burnt_polygons[usable]]),
        },
        coords={"band": data_array.band},
    )
