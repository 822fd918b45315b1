"""An empty list of ids makes all of them floats.

Diagnosis: dtype
"""

import numpy as np
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    rs, fs = [], []
    for name, i in mapping.items():
        v = data_array.values[:, burnt_polygons == i]
        v = v[:, ~np.isnan(v).any(axis=0)]
        rs.append(v)
        fs.append([i] * v.shape[1])
    return xr.Dataset(
        {
            "reflectance": (("band", "z"), np.concatenate(rs, axis=1)),
            "feature_id": ("z", np.concatenate(fs)),
        },
        coords={"band": data_array.band},
    )
