"""Looks for the ids 1, 2 and 3 instead of those of the mapping.

Diagnosis: class-missing, no-samples
"""

from __future__ import annotations

import numpy as np
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    complete = ~np.isnan(data_array.values).any(axis=0)
    chosen = complete & np.isin(burnt_polygons, [1, 2, 3])
    return xr.Dataset(
        {
            "reflectance": (("band", "z"), data_array.values[:, chosen]),
            "feature_id": ("z", burnt_polygons[chosen].astype(int)),
        },
        coords={"band": data_array.band},
    )
