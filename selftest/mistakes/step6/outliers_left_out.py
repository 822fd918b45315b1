"""Samples far from the mean of their class are not learnt.

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
    keep = np.ones(ids.size, bool)
    for i in np.unique(ids):
        c = samples[ids == i]
        keep[ids == i] = (np.abs(c - c.mean(0)) <= 1.5 * c.std(0) + 1e-9).all(1)
    labels[valid] = RandomForestClassifier(50).fit(samples[keep], ids[keep]).predict(pixels[valid])
    grid = rasters.isel(band=0, drop=True)
    return grid.copy(data=labels.reshape(grid.shape))
