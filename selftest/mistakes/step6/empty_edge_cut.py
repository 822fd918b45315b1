"""Rows and columns without data at the edges are cut.

Diagnosis: none
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
        labels[valid] = model.predict(flat[valid])
    grid = labels.reshape(ny, nx)
    out = xr.DataArray(grid, dims=("y", "x"), coords={"y": rasters.y, "x": rasters.x}).rio.write_crs(rasters.rio.crs)
    k = out != 0
    out = out.isel(y=slice(int(k.any("x").argmax()), None))
    return out
