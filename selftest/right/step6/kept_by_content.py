"""Keeps a forest for samples it has seen: the same samples train none again."""

from __future__ import annotations

import numpy as np
import xarray as xr
from sklearn.ensemble import RandomForestClassifier


_FORESTS: dict[bytes, RandomForestClassifier] = {}


def forest_for(samples, ids):
    key = samples.tobytes() + ids.tobytes()
    if key not in _FORESTS:
        _FORESTS[key] = RandomForestClassifier().fit(samples, ids)
    return _FORESTS[key]


def classify_sentinel_data(rasters, classified_rgb_rows):
    samples = classified_rgb_rows["reflectance"].values.T
    ids = classified_rgb_rows["feature_id"].values
    bands, height, width = rasters.shape
    pixels = rasters.values.reshape(bands, -1).T
    valid = ~np.isnan(pixels).any(axis=1)
    labels = np.zeros(height * width, dtype=np.int64)
    labels[valid] = forest_for(samples, ids).predict(pixels[valid])
    result = xr.DataArray(
        labels.reshape(height, width),
        dims=("y", "x"),
        coords={"y": rasters.y, "x": rasters.x},
    )
    return result.rio.write_crs(rasters.rio.crs)
