"""One place for each class with the mean of its pixels, instead of one for each pixel.

Diagnosis: one-for-each-class
"""

from __future__ import annotations

import numpy as np
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    ids = np.unique(burnt_polygons[burnt_polygons > 0])
    means = [np.nanmean(data_array.values[:, burnt_polygons == i], axis=1) for i in ids]
    return xr.Dataset(
        {"reflectance": (("band", "z"), np.array(means).T), "feature_id": ("z", ids)},
        coords={"band": data_array.band},
    )
