"""Pixels that are 0 in all bands are taken for no data.

Diagnosis: zero-dropped
"""

import numpy as np
import xarray as xr
def produce_clips(data_array, burnt_polygons, mapping):
    v = data_array.values
    ok = (burnt_polygons > 0) & ~np.isnan(v).any(0) & (v != 0).any(0)
    return xr.Dataset({"reflectance": (("band", "z"), v[:, ok]), "feature_id": ("z", burnt_polygons[ok].astype(int))}, coords={"band": data_array.band.values})
