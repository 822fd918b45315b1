"""Classifies each different pixel once."""

from functools import reduce

import numpy as np
import xarray as xr
from sklearn.ensemble import RandomForestClassifier


def classify_sentinel_data(rasters, classified_rgb_rows):
    model = RandomForestClassifier(100, random_state=2).fit(
        classified_rgb_rows.reflectance.values.T, classified_rgb_rows.feature_id.values
    )
    out = np.empty(rasters.shape[1:], dtype=int)
    todo = {}
    for r, c in np.ndindex(*out.shape):
        key = tuple(rasters.values[:, r, c].tolist())
        if reduce(lambda a, b: a or b != b, key, False):
            out[r, c] = 0
        else:
            todo.setdefault(key, []).append((r, c))
    for key, label in zip(todo, model.predict(np.array(list(todo))), strict=False):
        for place in todo[key]:
            out[place] = label
    return xr.DataArray(
        out, dims=("y", "x"), coords={"y": rasters["y"], "x": rasters["x"]}
    ).rio.write_crs(rasters.rio.crs)
