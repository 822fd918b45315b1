"""GridSearchCV chooses the depth, and is refitted on all the samples."""

from __future__ import annotations

import warnings

import numpy as np
import xarray as xr
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import GridSearchCV, KFold


def classify_sentinel_data(rasters, classified_rgb_rows):
    samples = classified_rgb_rows["reflectance"].values.T
    labels = classified_rgb_rows["feature_id"].values
    search = GridSearchCV(
        RandomForestClassifier(n_estimators=40, random_state=7),
        {"max_depth": [6, None]},
        cv=KFold(2, shuffle=True),
        refit=True,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        search.fit(samples, labels)
    nb, ny, nx = rasters.shape
    table = rasters.values.reshape(nb, ny * nx).T
    result = np.zeros(ny * nx, dtype=np.uint8)
    good = np.logical_not(np.isnan(table).any(1))
    if good.any():
        result[good] = search.best_estimator_.predict(table[good])
    array = xr.DataArray(result.reshape(ny, nx), [("y", rasters.y.data), ("x", rasters.x.data)])
    return array.rio.write_crs(rasters.rio.crs).rio.write_transform(rasters.rio.transform())
