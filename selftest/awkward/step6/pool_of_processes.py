"""A pool of processes, each of which begins anew, predicts a part of the pixels."""

import multiprocessing

import numpy as np
import xarray as xr
from sklearn.ensemble import RandomForestClassifier

CONTEXT = multiprocessing.get_context("spawn")


def predict(task):
    forest, pixels = task
    return forest.predict(pixels)


def classify_sentinel_data(rasters, classified_rgb_rows):
    forest = RandomForestClassifier(30, random_state=0)
    forest.fit(classified_rgb_rows.reflectance.values.T, classified_rgb_rows.feature_id.values)
    pixels = rasters.values.reshape(rasters.sizes["band"], -1).T
    valid = ~np.isnan(pixels).any(axis=1)
    ids = np.zeros(len(pixels), int)
    with CONTEXT.Pool(2) as pool:
        parts = [(forest, part) for part in np.array_split(pixels[valid], 2)]
        ids[valid] = np.concatenate(pool.map(predict, parts))
    grid = rasters.isel(band=0, drop=True)
    return xr.DataArray(ids.reshape(grid.shape), coords=grid.coords, dims=("y", "x"))
