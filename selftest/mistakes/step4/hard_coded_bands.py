"""Names the bands B04, B03, B02 and B8A, whatever the bands of the raster.

Diagnosis: hard-coded-bands
"""

from __future__ import annotations

import numpy as np
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    usable = (burnt_polygons > 0) & ~np.isnan(data_array.values).any(axis=0)
    bands = ["B04", "B03", "B02", "B8A"]
    return xr.Dataset(
        {
            "reflectance": (("band", "z"), data_array.values[: len(bands), usable]),
            "feature_id": ("z", burnt_polygons[usable]),
        },
        coords={"band": bands[: data_array.sizes["band"]]},
    )
