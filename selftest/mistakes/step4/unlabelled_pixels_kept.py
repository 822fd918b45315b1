"""Takes all pixels, also those without a class.

Diagnosis: unlabelled-kept
"""

from __future__ import annotations

import numpy as np
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    complete = ~np.isnan(data_array.values).any(axis=0)
    return xr.Dataset(
        {
            "reflectance": (("band", "z"), data_array.values[:, complete]),
            "feature_id": ("z", burnt_polygons[complete]),
        },
        coords={"band": data_array.band},
    )
