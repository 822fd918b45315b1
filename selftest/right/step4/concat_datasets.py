"""xr.concat of one Dataset a class, with the class name as one more coordinate along z."""

from __future__ import annotations

import numpy as np
import xarray as xr


def samples_of(name, number, data_array, burnt_polygons):
    pixels = data_array.values[:, burnt_polygons == number]
    pixels = pixels[:, ~np.isnan(pixels).any(axis=0)]
    n = pixels.shape[1]
    return xr.Dataset(
        {
            "reflectance": (("band", "z"), pixels),
            "feature_id": ("z", np.repeat(number, n).astype("int64")),
        },
        coords={"band": data_array.band.values, "class_name": ("z", np.repeat(name, n))},
    )


def produce_clips(data_array, burnt_polygons, mapping):
    parts = [samples_of(k, v, data_array, burnt_polygons) for k, v in mapping.items()]
    return xr.concat(parts, dim="z")
