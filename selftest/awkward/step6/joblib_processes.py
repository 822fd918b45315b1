"""Processes of joblib train and predict."""

import joblib
import numpy as np
import xarray as xr
from sklearn.ensemble import RandomForestClassifier


def classify_sentinel_data(rasters, classified_rgb_rows):
    forest = RandomForestClassifier(30, random_state=0, n_jobs=2)
    forest.fit(classified_rgb_rows.reflectance.values.T, classified_rgb_rows.feature_id.values)
    pixels = rasters.values.reshape(rasters.sizes["band"], -1).T
    valid = ~np.isnan(pixels).any(axis=1)
    ids = np.zeros(len(pixels), int)
    parts = np.array_split(pixels[valid], 2)
    with joblib.Parallel(n_jobs=2, backend="loky") as parallel:
        ids[valid] = np.concatenate(parallel(joblib.delayed(forest.predict)(p) for p in parts))
    grid = rasters.isel(band=0, drop=True)
    return xr.DataArray(ids.reshape(grid.shape), coords=grid.coords, dims=("y", "x"))
