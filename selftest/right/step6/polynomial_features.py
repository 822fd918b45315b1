"""A Pipeline with products of bands as more features."""

from __future__ import annotations

import numpy as np
from sklearn.ensemble import RandomForestClassifier
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import PolynomialFeatures


def classify_sentinel_data(rasters, classified_rgb_rows):
    model = Pipeline(
        [
            ("products", PolynomialFeatures(2, include_bias=False)),
            ("forest", RandomForestClassifier(n_estimators=100, random_state=3)),
        ]
    ).fit(classified_rgb_rows.reflectance.values.T, classified_rgb_rows.feature_id.values)
    valid = np.isfinite(rasters.values).all(axis=0)
    labels = np.zeros(valid.shape, dtype=np.int16)
    labels[valid] = model.predict(rasters.values[:, valid].T)
    return rasters[0].drop_vars("band").copy(data=labels)
