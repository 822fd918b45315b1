"""Trains on the training part of train_test_split and never on the rest.

Diagnosis: samples-dropped
"""

from __future__ import annotations

import numpy as np
import xarray as xr
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split


def classify_sentinel_data(rasters, classified_rgb_rows):
    train, _, train_ids, _ = train_test_split(
        classified_rgb_rows["reflectance"].values.T,
        classified_rgb_rows["feature_id"].values,
        test_size=0.5,
        random_state=0,
    )
    forest = RandomForestClassifier(random_state=0).fit(train, train_ids)
    bands, height, width = rasters.shape
    pixels = rasters.values.reshape(bands, -1).T
    valid = ~np.isnan(pixels).any(axis=1)
    labels = np.zeros(height * width, dtype=np.int64)
    labels[valid] = forest.predict(pixels[valid])
    result = xr.DataArray(
        labels.reshape(height, width),
        dims=("y", "x"),
        coords={"y": rasters.y, "x": rasters.x},
    )
    return result.rio.write_crs(rasters.rio.crs)
