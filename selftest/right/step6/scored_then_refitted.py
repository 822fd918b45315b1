"""Holds samples out to print a score, then trains again on all of them."""

from __future__ import annotations

import numpy as np
import xarray as xr
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split


def classify_sentinel_data(rasters, classified_rgb_rows):
    features = classified_rgb_rows["reflectance"].transpose("z", "band").values
    target = classified_rgb_rows["feature_id"].values
    forest = RandomForestClassifier(n_estimators=60, random_state=1)
    train, test, train_ids, test_ids = train_test_split(features, target, test_size=0.3)
    print("accuracy:", forest.fit(train, train_ids).score(test, test_ids))
    forest.fit(features, target)
    valid = ~np.isnan(rasters.values).any(axis=0)
    labels = np.zeros(valid.shape, dtype=np.uint8)
    labels[valid] = forest.predict(np.moveaxis(rasters.values, 0, -1)[valid])
    return xr.DataArray(labels, coords=rasters.isel(band=0).coords, dims=("y", "x"))
