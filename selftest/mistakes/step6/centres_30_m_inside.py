"""Coordinates from the bounds, with pixels of 60 m in mind.

Diagnosis: none
"""

import numpy as np
import rioxarray  # noqa: F401
import xarray as xr
from sklearn.ensemble import RandomForestClassifier


def classify_sentinel_data(rasters, classified_rgb_rows):
    values = rasters.values
    X = classified_rgb_rows["reflectance"].values.T
    y = classified_rgb_rows["feature_id"].values
    model = RandomForestClassifier(n_estimators=100, random_state=0).fit(X, y)
    bad = np.isnan(values).any(axis=0)
    pixels = np.nan_to_num(values).reshape(values.shape[0], -1).T
    labels = np.where(bad, 0, model.predict(pixels).reshape(bad.shape))
    west, south, east, north = rasters.rio.bounds()
    coords = {
        "x": np.linspace(west + 30, east - 30, bad.shape[1]),
        "y": np.linspace(north - 30, south + 30, bad.shape[0]),
    }
    result = xr.DataArray(labels, dims=("y", "x"), coords=coords)
    return result.rio.write_crs(rasters.rio.crs)
