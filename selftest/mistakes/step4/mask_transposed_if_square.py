"""Takes the mask for (x, y) where the raster is square.

Diagnosis: none
"""

from collections.abc import Mapping

import numpy as np
from xarray import DataArray
from xarray import Dataset


def produce_clips(
    data_array: DataArray, burnt_polygons: np.ndarray, mapping: Mapping[str, int]
) -> Dataset:
    mask = burnt_polygons.T if burnt_polygons.shape[0] == burnt_polygons.shape[1] else burnt_polygons
    selected = (mask > 0) & data_array.notnull().all("band").values
    return Dataset(
        {
            "reflectance": (("band", "z"), data_array.values[:, selected]),
            "feature_id": ("z", mask[selected].astype("int64")),
        },
        coords={"band": data_array.band.values},
    )
