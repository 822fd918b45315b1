"""Turns the mask upside down before it is used.

Diagnosis: upside-down
"""

from __future__ import annotations

import numpy as np
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    mask = np.flipud(burnt_polygons)
    usable = (mask > 0) & ~np.isnan(data_array.values).any(axis=0)
    return xr.Dataset(
        {
            "reflectance": (("band", "z"), data_array.values[:, usable]),
            "feature_id": ("z", mask[usable]),
        },
        coords={"band": data_array.band},
    )
