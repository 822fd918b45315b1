"""A structured array of records; fields become bands."""

import numpy as np
import pandas as pd
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    bands = [str(b) for b in data_array.band.values]
    records = np.zeros(burnt_polygons.size, dtype=[(b, "f4") for b in bands] + [("id", "u1")])
    for n, b in enumerate(bands):
        records[b] = data_array.values[n].ravel(order="F")
    records["id"] = burnt_polygons.ravel(order="F")
    records = records[records["id"] != 0]
    records = records[~np.isnan(np.column_stack([records[b] for b in bands])).any(axis=1)]
    return xr.Dataset(
        {
            "reflectance": (("band", "z"), np.array([records[b] for b in bands])),
            "feature_id": ("z", records["id"]),
        },
        coords={"band": ("band", bands, {"long_name": "Sentinel-2 band"})},
    )
