"""BaggingClassifier of forests: each draws its samples with replacement."""

import numpy as np
import xarray as xr
from sklearn.ensemble import RandomForestClassifier
from sklearn.ensemble import BaggingClassifier


def classify_sentinel_data(rasters, classified_rgb_rows):
    samples = classified_rgb_rows["reflectance"].transpose("z", "band").values
    ids = classified_rgb_rows["feature_id"].values
    pixels = rasters.transpose("y", "x", "band").values.reshape(-1, rasters.sizes["band"])
    valid = ~np.isnan(pixels).any(axis=1)
    labels = np.zeros(len(pixels), dtype="int64")
    bag = BaggingClassifier(RandomForestClassifier(n_estimators=10), n_estimators=10)
    labels[valid] = bag.fit(samples, ids).predict(pixels[valid])
    grid = rasters.isel(band=0, drop=True)
    return grid.copy(data=labels.reshape(grid.shape))
