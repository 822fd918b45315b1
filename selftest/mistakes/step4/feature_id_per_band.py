"""feature_id has the dims (band, z): the label is repeated for each band.

Diagnosis: none
"""

import numpy as np
import pandas as pd
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    ok = (burnt_polygons > 0) & ~np.isnan(data_array.values).any(axis=0)
    ids = np.repeat(burnt_polygons[ok][None], len(data_array), 0)
    return xr.Dataset(
        {
            "reflectance": (("band", "z"), data_array.values[:, ok]),
            "feature_id": (("band", "z"), ids),
        },
        coords={"band": data_array.band},
    )
