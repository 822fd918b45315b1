"""Draws as many samples of each class as the largest has, with replacement.

Diagnosis: samples-dropped
"""

import numpy as np
import xarray as xr
from sklearn.ensemble import RandomForestClassifier


def classify_sentinel_data(rasters, classified_rgb_rows):
    samples = classified_rgb_rows["reflectance"].transpose("z", "band").values
    ids = classified_rgb_rows["feature_id"].values
    pixels = rasters.transpose("y", "x", "band").values.reshape(-1, rasters.sizes["band"])
    valid = ~np.isnan(pixels).any(axis=1)
    labels = np.zeros(len(pixels), dtype="int64")
    rng = np.random.default_rng(0)
    most = max(np.bincount(ids))
    rows = np.concatenate([rng.choice(np.flatnonzero(ids == i), most) for i in np.unique(ids)])
    labels[valid] = RandomForestClassifier(50).fit(samples[rows], ids[rows]).predict(pixels[valid])
    grid = rasters.isel(band=0, drop=True)
    return grid.copy(data=labels.reshape(grid.shape))
