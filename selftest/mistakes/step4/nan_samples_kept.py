"""Keeps labelled pixels without data, with their NaN.

Diagnosis: nan-kept
"""

from __future__ import annotations

import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    labelled = burnt_polygons > 0
    return xr.Dataset(
        {
            "reflectance": (("band", "z"), data_array.values[:, labelled]),
            "feature_id": ("z", burnt_polygons[labelled]),
        },
        coords={"band": data_array.band},
    )
