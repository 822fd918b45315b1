"""Pixels are -1 at first, in the dtype of the ids.

Diagnosis: raised
"""

import numpy as np
import xarray as xr
import rioxarray
from sklearn.ensemble import RandomForestClassifier


def classify_sentinel_data(rasters, classified_rgb_rows):
    X = classified_rgb_rows["reflectance"].values.T
    y = classified_rgb_rows["feature_id"].values
    nb, ny, nx = rasters.shape
    flat = rasters.values.reshape(nb, -1).T
    valid = ~np.isnan(flat).any(axis=1)
    model = RandomForestClassifier(n_estimators=100, random_state=0)
    model.fit(X, y)
    labels = np.full(len(flat), -1, dtype=y.dtype)
    if valid.any():
        labels[valid] = model.predict(flat[valid])
    labels[labels == -1] = 0
    grid = labels.reshape(ny, nx)
    out = xr.DataArray(grid, dims=("y", "x"), coords={"y": rasters.y, "x": rasters.x}).rio.write_crs(rasters.rio.crs)
    return out
