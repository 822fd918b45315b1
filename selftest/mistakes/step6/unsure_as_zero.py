"""Leaves a pixel at 0 where the forest gives no class half of its votes.

Diagnosis: bright-dropped, unsure-dropped
"""

from __future__ import annotations

import numpy as np
import xarray as xr
from sklearn.ensemble import RandomForestClassifier


def classify_sentinel_data(rasters, classified_rgb_rows):
    samples = classified_rgb_rows["reflectance"].values.T
    ids = classified_rgb_rows["feature_id"].values
    forest = RandomForestClassifier(random_state=0).fit(samples, ids)
    bands, height, width = rasters.shape
    pixels = rasters.values.reshape(bands, -1).T
    valid = ~np.isnan(pixels).any(axis=1)
    labels = np.zeros(height * width, dtype=np.int64)
    chances = forest.predict_proba(pixels[valid])
    best = forest.classes_[chances.argmax(axis=1)]
    labels[valid] = np.where(chances.max(axis=1) < 0.5, 0, best)
    result = xr.DataArray(
        labels.reshape(height, width),
        dims=("y", "x"),
        coords={"y": rasters.y, "x": rasters.x},
    )
    return result.rio.write_crs(rasters.rio.crs)
