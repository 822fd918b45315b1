"""Worker processes predict a part of the pixels each."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor

import numpy as np
import xarray as xr
from sklearn.ensemble import RandomForestClassifier


def classify_sentinel_data(rasters, classified_rgb_rows):
    samples = classified_rgb_rows["reflectance"].values.T
    ids = classified_rgb_rows["feature_id"].values
    forest = RandomForestClassifier(40, random_state=3).fit(samples, ids)
    bands, height, width = rasters.shape
    pixels = rasters.values.reshape(bands, -1).T
    valid = ~np.isnan(pixels).any(axis=1)
    labels = np.zeros(height * width, dtype=np.int64)
    parts = np.array_split(pixels[valid], 2)
    with ProcessPoolExecutor(2) as pool:
        labels[valid] = np.concatenate(list(pool.map(forest.predict, parts)))
    result = xr.DataArray(
        labels.reshape(height, width),
        dims=("y", "x"),
        coords={"y": rasters.y, "x": rasters.x},
    )
    return result.rio.write_crs(rasters.rio.crs)
