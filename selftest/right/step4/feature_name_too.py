"""The names of the classes come along as a second coordinate, strings as z."""

import numpy as np
import pandas as pd
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    names = {number: name for name, number in mapping.items()}
    ok = (burnt_polygons != 0) & ~np.isnan(data_array).any("band").values
    values = data_array.values[:, ok]
    ids = burnt_polygons[ok].astype(np.int64)
    return xr.Dataset(
        {"reflectance": (("band", "z"), values.copy()), "feature_id": (("z",), ids)},
        coords={
            "band": data_array["band"].values.astype(object),
            "z": [f"pixel {n}" for n in range(ids.size)],
            "feature_name": ("z", [names[i] for i in ids]),
        },
    )
