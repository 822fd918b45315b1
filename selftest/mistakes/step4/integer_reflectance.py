"""Casts the whole table to integers because of the labels: every reflectance becomes 0 or 1.

Diagnosis: dtype
"""

from __future__ import annotations

import numpy as np
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    table = np.concatenate([data_array.values, burnt_polygons[None]])[:, burnt_polygons > 0]
    table = table[:, ~np.isnan(table).any(axis=0)].astype(int)
    return xr.Dataset(
        {"reflectance": (("band", "z"), table[:-1]), "feature_id": ("z", table[-1])},
        coords={"band": data_array.band},
    )
