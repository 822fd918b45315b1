"""scipy.sparse gives row, column and class of the labelled pixels; Windows line ends."""

from __future__ import annotations

import numpy as np
from scipy.sparse import coo_array
from xarray import Dataset


def produce_clips(data_array, burnt_polygons, mapping):
    labelled = coo_array(burnt_polygons.astype(np.int64))
    spectra = data_array.transpose("y", "x", "band").values[labelled.row, labelled.col]
    good = ~np.isnan(spectra).any(axis=1)
    return Dataset(
        {
            "reflectance": (("z", "band"), spectra[good]),
            "feature_id": (("z",), labelled.data[good]),
        },
        coords={"band": data_array["band"].values},
    ).transpose("band", "z")
