"""Removes classes without samples from the mapping of the caller.

Diagnosis: inputs-changed
"""

from collections.abc import Mapping

import numpy as np
from xarray import DataArray
from xarray import Dataset


def produce_clips(
    data_array: DataArray, burnt_polygons: np.ndarray, mapping: Mapping[str, int]
) -> Dataset:
    selected = (burnt_polygons > 0) & data_array.notnull().all("band").values
    present = set(burnt_polygons[selected].tolist())
    for name in [name for name, class_id in mapping.items() if class_id not in present]:
        del mapping[name]
    return Dataset(
        {
            "reflectance": (("band", "z"), data_array.values[:, selected]),
            "feature_id": ("z", burnt_polygons[selected].astype("int64")),
        },
        coords={"band": data_array.band.values},
    )
