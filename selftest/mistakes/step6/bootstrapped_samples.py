"""Draws as many samples as there are with replacement: a third is never learnt.

Diagnosis: samples-dropped
"""

import numpy as np
import xarray as xr
from sklearn.ensemble import RandomForestClassifier
from sklearn.utils import resample


def classify_sentinel_data(rasters, classified_rgb_rows):
    samples = classified_rgb_rows["reflectance"].transpose("z", "band").values
    ids = classified_rgb_rows["feature_id"].values
    pixels = rasters.transpose("y", "x", "band").values.reshape(-1, rasters.sizes["band"])
    valid = ~np.isnan(pixels).any(axis=1)
    labels = np.zeros(len(pixels), dtype="int64")
    samples, ids = resample(samples, ids, random_state=0)
    labels[valid] = RandomForestClassifier(50).fit(samples, ids).predict(pixels[valid])
    grid = rasters.isel(band=0, drop=True)
    return grid.copy(data=labels.reshape(grid.shape))
