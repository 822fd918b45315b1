"""Returns a DataArray with the labels as a coordinate instead of a Dataset of two variables.

Diagnosis: wrong-type
"""

from __future__ import annotations

import numpy as np
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    usable = (burnt_polygons > 0) & ~np.isnan(data_array.values).any(axis=0)
    return xr.DataArray(
        data_array.values[:, usable],
        dims=("band", "z"),
        coords={"band": data_array.band, "feature_id": ("z", burnt_polygons[usable])},
        name="reflectance",
    )
