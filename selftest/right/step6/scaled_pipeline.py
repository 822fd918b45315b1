"""A Pipeline with StandardScaler; the result is a copy of the first band with new values."""

from __future__ import annotations

import numpy as np
from sklearn.ensemble import RandomForestClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def classify_sentinel_data(rasters, classified_rgb_rows):
    model = make_pipeline(StandardScaler(), RandomForestClassifier(n_estimators=50, n_jobs=-1))
    model.fit(classified_rgb_rows.reflectance.values.T, classified_rgb_rows.feature_id.values)
    valid = np.isfinite(rasters.values).all(axis=0)
    out = np.zeros(valid.shape, dtype="int32")
    out[valid] = model.predict(rasters.values[:, valid].T)
    return rasters.isel(band=0).copy(data=out)
