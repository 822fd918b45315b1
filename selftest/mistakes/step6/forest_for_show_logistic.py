"""Trains a forest and a scaled logistic regression, and uses the wrong one of them.

Diagnosis: other-model
"""

from __future__ import annotations

import numpy as np
import xarray as xr
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def classify_sentinel_data(rasters, classified_rgb_rows):
    samples = classified_rgb_rows["reflectance"].values.T
    ids = classified_rgb_rows["feature_id"].values
    forest = RandomForestClassifier(random_state=0).fit(samples, ids)
    print("score of the forest:", forest.score(samples, ids))
    model = make_pipeline(StandardScaler(), LogisticRegression()).fit(samples, ids)
    bands, height, width = rasters.shape
    pixels = rasters.values.reshape(bands, -1).T
    valid = ~np.isnan(pixels).any(axis=1)
    labels = np.zeros(height * width, dtype=np.int64)
    labels[valid] = model.predict(pixels[valid])
    result = xr.DataArray(
        labels.reshape(height, width),
        dims=("y", "x"),
        coords={"y": rasters.y, "x": rasters.x},
    )
    return result.rio.write_crs(rasters.rio.crs)
