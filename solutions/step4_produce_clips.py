"""Step 4: collect the reflectance of the labelled pixels."""

from collections.abc import Mapping

import numpy as np
import xarray as xr


def produce_clips(
    data_array: xr.DataArray, burnt_polygons: np.ndarray, mapping: Mapping[str, int]
) -> xr.Dataset:
    """Return reflectance (band, z) and feature_id (z) of every usable labelled pixel."""
    reflectance = data_array.values
    # A pixel with a hole in one band cannot teach: it is left out in all of them.
    usable = ~np.isnan(reflectance).any(axis=0)
    # One class after the other, so that the table reads in blocks.
    rows, columns = np.concatenate(
        [np.argwhere(usable & (burnt_polygons == class_id)) for class_id in mapping.values()]
    ).T
    return xr.Dataset(
        {
            "reflectance": (("band", "z"), reflectance[:, rows, columns]),
            "feature_id": ("z", burnt_polygons[rows, columns].astype("int64")),
        },
        coords={"band": data_array["band"]},
    )
