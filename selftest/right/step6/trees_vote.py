"""Asks every tree by itself and counts their votes."""

from __future__ import annotations

import numpy as np
import xarray as xr
from sklearn.ensemble import RandomForestClassifier


def classify_sentinel_data(rasters, classified_rgb_rows):
    samples = classified_rgb_rows["reflectance"].values.T
    ids = classified_rgb_rows["feature_id"].values
    forest = RandomForestClassifier(n_estimators=31, max_features=None).fit(samples, ids)
    bands, height, width = rasters.shape
    pixels = rasters.values.reshape(bands, -1).T
    valid = ~np.isnan(pixels).any(axis=1)
    labels = np.zeros(height * width, dtype=np.int64)
    votes = np.stack([tree.predict(pixels[valid]) for tree in forest.estimators_]).astype(int)
    counts = np.stack([(votes == number).sum(axis=0) for number in range(len(forest.classes_))])
    labels[valid] = forest.classes_[counts.argmax(axis=0)]
    result = xr.DataArray(
        labels.reshape(height, width),
        dims=("y", "x"),
        coords={"y": rasters.y, "x": rasters.x},
    )
    return result.rio.write_crs(rasters.rio.crs)
