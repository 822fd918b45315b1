"""Reflectance in float64, labels in uint8, plain strings of object dtype as band names."""

from __future__ import annotations

import numpy as np
import xarray as xr


def produce_clips(cube, mask, classes):
    pixels = np.moveaxis(cube.to_numpy().astype("float64"), 0, -1)
    table = np.concatenate([pixels, mask[..., None]], axis=-1).reshape(-1, pixels.shape[-1] + 1)
    table = table[(table[:, -1] > 0) & ~np.isnan(table).any(axis=1)]
    return xr.Dataset(
        {
            "reflectance": (("band", "z"), table[:, :-1].T),
            "feature_id": ("z", table[:, -1].astype("uint8")),
        },
        coords={"band": np.array([str(b) for b in cube.band.values], dtype=object)},
    )
