"""Lays the table out as (z, band) instead of (band, z).

Diagnosis: dims-order
"""

from __future__ import annotations

import numpy as np
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    usable = (burnt_polygons > 0) & ~np.isnan(data_array.values).any(axis=0)
    return xr.Dataset(
        {
            "reflectance": (("z", "band"), data_array.values[:, usable].T),
            "feature_id": ("z", burnt_polygons[usable]),
        },
        coords={"band": data_array.band},
    )
