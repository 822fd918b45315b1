"""Calls the variables values and class_id instead of reflectance and feature_id.

Diagnosis: variable-names
"""

from __future__ import annotations

import numpy as np
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    usable = (burnt_polygons > 0) & ~np.isnan(data_array.values).any(axis=0)
    return xr.Dataset(
        {
            "values": (("band", "z"), data_array.values[:, usable]),
            "class_id": ("z", burnt_polygons[usable]),
        },
        coords={"band": data_array.band},
    )
