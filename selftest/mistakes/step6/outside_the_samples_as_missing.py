"""Pixels beyond the range of the samples are taken for no data.

Diagnosis: bright-dropped
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
    labels = np.zeros(len(flat), dtype="int64")
    if valid.any():
        lo, hi = X.min(0), X.max(0)
        d = 0.1 * (hi - lo)
        far = ((flat[valid] < lo - d) | (flat[valid] > hi + d)).any(1)
        labels[valid] = np.where(far, 0, model.predict(flat[valid]))
    grid = labels.reshape(ny, nx)
    out = xr.DataArray(grid, dims=("y", "x"), coords={"y": rasters.y, "x": rasters.x}).rio.write_crs(rasters.rio.crs)
    return out
