"""A support vector machine instead of a forest.

Diagnosis: no-forest
"""

import numpy as np
import xarray as xr
from sklearn.ensemble import RandomForestClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC


def classify_sentinel_data(rasters, classified_rgb_rows):
    samples = classified_rgb_rows["reflectance"].transpose("z", "band").values
    ids = classified_rgb_rows["feature_id"].values
    pixels = rasters.transpose("y", "x", "band").values.reshape(-1, rasters.sizes["band"])
    valid = ~np.isnan(pixels).any(axis=1)
    labels = np.zeros(len(pixels), dtype="int64")
    model = make_pipeline(StandardScaler(), SVC()).fit(samples, ids)
    labels[valid] = model.predict(pixels[valid])
    grid = rasters.isel(band=0, drop=True)
    return grid.copy(data=labels.reshape(grid.shape))
