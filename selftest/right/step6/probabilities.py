"""predict_proba, argmax, and classes_ to get back to the ids; metadata as attributes."""

from __future__ import annotations

import numpy as np
import xarray as xr
from sklearn.ensemble import RandomForestClassifier


def classify_sentinel_data(rasters, classified_rgb_rows, n_estimators=200):
    model = RandomForestClassifier(n_estimators, class_weight="balanced", max_features=None, random_state=7)
    model.fit(classified_rgb_rows.reflectance.T, classified_rgb_rows.feature_id)
    cube = rasters.values
    missing = np.isnan(cube).any(axis=0)
    table = np.where(missing, 0, cube).reshape(len(cube), -1).T
    chances = model.predict_proba(table)
    ids = model.classes_[chances.argmax(axis=1)].reshape(missing.shape).astype("int64")
    ids[missing] = 0
    return xr.DataArray(
        ids,
        dims=("y", "x"),
        coords={key: rasters.coords[key] for key in ("x", "y", "spatial_ref")},
        attrs={"long_name": "land cover", "model": "random forest"},
        name="classification",
    )
