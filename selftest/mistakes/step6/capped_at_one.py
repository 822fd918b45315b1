"""Reflectance above 1 is taken for clouds and capped.

Diagnosis: above-1-changed
"""

import numpy as np
import xarray as xr
from sklearn.ensemble import RandomForestClassifier


def classify_sentinel_data(rasters, classified_rgb_rows):
    features = classified_rgb_rows["reflectance"].transpose("z", "band").values
    model = RandomForestClassifier(random_state=1)
    model.fit(np.minimum(features, 1), classified_rgb_rows["feature_id"].values)
    table = rasters.transpose("y", "x", "band").values.reshape(-1, rasters.sizes["band"])
    complete = ~np.isnan(table).any(axis=1)
    ids = np.zeros(len(table), dtype="int64")
    ids[complete] = model.predict(np.minimum(table[complete], 1))
    grid = rasters.isel(band=0, drop=True)
    return xr.DataArray(ids.reshape(grid.shape), coords=grid.coords, dims=grid.dims)
