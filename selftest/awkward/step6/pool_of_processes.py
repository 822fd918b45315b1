"""A pool of processes, which begin anew and stay for all the calls, predicts parts of the pixels."""

import functools
import multiprocessing

import numpy as np
import xarray as xr
from sklearn.ensemble import RandomForestClassifier


@functools.cache
def pool():
    return multiprocessing.get_context("spawn").Pool(2)


def predict(task):
    forest, pixels = task
    return forest.predict(pixels)


def classify_sentinel_data(rasters, classified_rgb_rows):
    forest = RandomForestClassifier(30, random_state=0)
    forest.fit(classified_rgb_rows.reflectance.values.T, classified_rgb_rows.feature_id.values)
    pixels = rasters.values.reshape(rasters.sizes["band"], -1).T
    valid = ~np.isnan(pixels).any(axis=1)
    ids = np.zeros(len(pixels), int)
    parts = [(forest, part) for part in np.array_split(pixels[valid], 2)]
    ids[valid] = np.concatenate(pool().map(predict, parts))
    grid = rasters.isel(band=0, drop=True)
    return xr.DataArray(ids.reshape(grid.shape), coords=grid.coords, dims=("y", "x"))
