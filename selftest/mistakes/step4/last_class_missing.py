"""Loops over the ids with a range that stops before the largest one.

Diagnosis: class-missing
"""

from __future__ import annotations

import numpy as np
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    complete = ~np.isnan(data_array.values).any(axis=0)
    pixels, labels = [], []
    for class_id in range(1, max(mapping.values())):
        chosen = complete & (burnt_polygons == class_id)
        pixels.append(data_array.values[:, chosen])
        labels.append(burnt_polygons[chosen])
    return xr.Dataset(
        {
            "reflectance": (("band", "z"), np.hstack(pixels)),
            "feature_id": ("z", np.hstack(labels)),
        },
        coords={"band": data_array.band},
    )
