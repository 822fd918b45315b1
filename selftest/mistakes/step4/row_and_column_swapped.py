"""Takes the row for x and the column for y when it reads the reflectance.

Diagnosis: other-pixels
"""

from __future__ import annotations

import numpy as np
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    usable = (burnt_polygons > 0) & ~np.isnan(data_array.values).any(axis=0)
    rows, cols = np.nonzero(usable)
    height, width = usable.shape
    spectra = data_array.values[:, cols % height, rows % width]
    return xr.Dataset(
        {"reflectance": (("band", "z"), spectra), "feature_id": ("z", burnt_polygons[rows, cols])},
        coords={"band": data_array.band},
    )
