"""Pixels without data are -1 in every band, and the forest learns that those are 0."""

from __future__ import annotations

import numpy as np
import xarray as xr
from sklearn.ensemble import RandomForestClassifier


def classify_sentinel_data(rasters, classified_rgb_rows):
    samples = classified_rgb_rows["reflectance"].values.T
    ids = classified_rgb_rows["feature_id"].values
    nowhere = np.full((40, samples.shape[1]), -1, samples.dtype)
    forest = RandomForestClassifier(n_estimators=80)
    forest.fit(np.vstack([samples, nowhere]), np.append(ids, np.zeros(40, ids.dtype)))
    cube = rasters.where(rasters.notnull().all("band"), -1).values
    labels = forest.predict(cube.reshape(len(cube), -1).T)
    return rasters.isel(band=0, drop=True).copy(data=labels.reshape(cube.shape[1:]))
