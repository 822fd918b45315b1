"""Calls the dimension of the samples "sample" instead of "z".

Diagnosis: dims-names
"""

from __future__ import annotations

import numpy as np
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    usable = (burnt_polygons > 0) & ~np.isnan(data_array.values).any(axis=0)
    return xr.Dataset(
        {
            "reflectance": (("band", "sample"), data_array.values[:, usable]),
            "feature_id": ("sample", burnt_polygons[usable]),
        },
        coords={"band": data_array.band},
    )
