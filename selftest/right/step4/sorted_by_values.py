"""Sorts the samples by their values."""

import numpy as np
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    sel = (burnt_polygons > 0) & ~np.isnan(data_array.values).any(0)
    v, i = data_array.values[:, sel], burnt_polygons[sel].astype(int)
    o = np.lexsort((v[0], i))[::-1]
    return xr.Dataset(
        {"reflectance": (("band", "z"), v[:, o]), "feature_id": ("z", i[o])},
        coords={"band": data_array.band},
    )
