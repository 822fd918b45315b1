"""The samples come in random order: the same permutation for reflectance and labels."""

from __future__ import annotations

import numpy as np
import xarray as xr

rng = np.random.default_rng()


def produce_clips(data_array, burnt_polygons, mapping):
    flat = data_array.values.reshape(data_array.sizes["band"], -1)
    labels = burnt_polygons.ravel().astype(np.int32)
    keep = np.flatnonzero((labels != 0) & np.isfinite(flat.sum(axis=0)))
    keep = rng.permutation(keep)
    return xr.Dataset(
        {
            "reflectance": (("band", "z"), flat.take(keep, axis=1)),
            "feature_id": ("z", labels[keep]),
        },
        {"band": ("band", data_array.band.values)},
        {"source": "training polygons"},
    )
