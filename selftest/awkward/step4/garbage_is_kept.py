"""No garbage is collected any more, and some is made."""

import gc

import numpy as np
import xarray as xr

gc.disable()


def produce_clips(data_array, burnt_polygons, mapping):
    loop = [np.zeros(1_000_000)]
    loop.append(loop)
    values = data_array.values
    chosen = (burnt_polygons > 0) & ~np.isnan(values).any(axis=0)
    return xr.Dataset(
        {
            "reflectance": (("band", "z"), values[:, chosen]),
            "feature_id": ("z", burnt_polygons[chosen].astype(int)),
        },
        coords={"band": data_array["band"]},
    )
