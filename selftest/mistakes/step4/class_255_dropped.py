"""Takes 255 in the mask for nodata: a class with that id has no samples.

Diagnosis: class-missing
"""

from __future__ import annotations

import numpy as np
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    labelled = (burnt_polygons > 0) & (burnt_polygons < 255)
    usable = labelled & ~np.isnan(data_array.values).any(axis=0)
    return xr.Dataset(
        {
            "reflectance": (("band", "z"), data_array.values[:, usable]),
            "feature_id": ("z", burnt_polygons[usable]),
        },
        coords={"band": data_array.band},
    )
