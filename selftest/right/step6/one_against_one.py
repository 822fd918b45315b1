"""OneVsOneClassifier: a forest for each pair of classes."""

import numpy as np
import xarray as xr
from sklearn.ensemble import RandomForestClassifier
from sklearn.multiclass import OneVsOneClassifier


def classify_sentinel_data(rasters, classified_rgb_rows):
    samples = classified_rgb_rows["reflectance"].transpose("z", "band").values
    ids = classified_rgb_rows["feature_id"].values
    pixels = rasters.transpose("y", "x", "band").values.reshape(-1, rasters.sizes["band"])
    valid = ~np.isnan(pixels).any(axis=1)
    labels = np.zeros(len(pixels), dtype="int64")
    model = OneVsOneClassifier(RandomForestClassifier(30, random_state=3)).fit(samples, ids)
    if valid.any():
        labels[valid] = model.predict(pixels[valid])
    grid = rasters.isel(band=0, drop=True)
    return grid.copy(data=labels.reshape(grid.shape))
