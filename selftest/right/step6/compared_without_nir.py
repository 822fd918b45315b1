"""Prints what a forest without NIR would know."""

import numpy as np
from sklearn.ensemble import RandomForestClassifier


def classify_sentinel_data(rasters, classified_rgb_rows):
    """Shows what the last band (NIR) is worth."""
    X = classified_rgb_rows.reflectance.values.T
    y = classified_rgb_rows.feature_id.values
    if X.shape[1] > 1:
        visible = RandomForestClassifier(oob_score=True).fit(X[:, :-1], y)
        print("visible only:", visible.oob_score_)
    model = RandomForestClassifier(oob_score=True).fit(X, y)
    print("all bands:", model.oob_score_)

    v = rasters.values
    ok = ~np.isnan(v).any(0)
    out = np.zeros(ok.shape, int)
    out[ok] = model.predict(v[:, ok].T)
    return rasters.isel(band=0, drop=True).copy(data=out)
