"""Numbers the bands from 1 instead of naming them.

Diagnosis: band-numbers
"""

from __future__ import annotations

import numpy as np
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    usable = (burnt_polygons > 0) & ~np.isnan(data_array.values).any(axis=0)
    values = data_array.values[:, usable]
    return xr.Dataset(
        {
            "reflectance": (("band", "z"), values),
            "feature_id": ("z", burnt_polygons[usable]),
        },
        coords={"band": np.arange(1, len(values) + 1)},
    )
