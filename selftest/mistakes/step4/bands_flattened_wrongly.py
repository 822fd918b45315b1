"""Reshapes pixel by pixel values into (band, z) without a transpose: the bands get mixed.

Diagnosis: scrambled
"""

from __future__ import annotations

import numpy as np
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    usable = (burnt_polygons > 0) & ~np.isnan(data_array.values).any(axis=0)
    pixels = data_array.values.transpose(1, 2, 0)[usable]
    return xr.Dataset(
        {
            "reflectance": (("band", "z"), pixels.reshape(data_array.sizes["band"], -1)),
            "feature_id": ("z", burnt_polygons[usable]),
        },
        coords={"band": data_array.band},
    )
