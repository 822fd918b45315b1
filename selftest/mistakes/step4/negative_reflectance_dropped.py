"""Takes negative reflectance for missing data, and leaves those pixels out.

Diagnosis: negative-dropped
"""

from __future__ import annotations

import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    usable = (burnt_polygons > 0) & (data_array.values >= 0).all(axis=0)
    return xr.Dataset(
        {
            "reflectance": (("band", "z"), data_array.values[:, usable]),
            "feature_id": ("z", burnt_polygons[usable]),
        },
        coords={"band": data_array.band},
    )
