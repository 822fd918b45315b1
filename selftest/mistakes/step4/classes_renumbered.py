"""Numbers the classes 1, 2, 3 in the order of the mapping, and forgets their ids.

Diagnosis: ids-from-1
"""

from __future__ import annotations

import numpy as np
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    complete = ~np.isnan(data_array.values).any(axis=0)
    pixels, labels = [], []
    for number, class_id in enumerate(mapping.values(), start=1):
        chosen = complete & (burnt_polygons == class_id)
        pixels.append(data_array.values[:, chosen])
        labels += [number] * int(chosen.sum())
    return xr.Dataset(
        {"reflectance": (("band", "z"), np.hstack(pixels)), "feature_id": ("z", labels)},
        coords={"band": data_array.band},
    )
