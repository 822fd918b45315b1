"""Labels go through LabelEncoder to 0, 1, 2 and back by inverse_transform."""

from __future__ import annotations

import numpy as np
import xarray as xr
from sklearn.ensemble import RandomForestClassifier
from sklearn.preprocessing import LabelEncoder


def classify_sentinel_data(rasters, classified_rgb_rows):
    encoder = LabelEncoder()
    y = encoder.fit_transform(classified_rgb_rows["feature_id"].to_numpy())
    x = classified_rgb_rows["reflectance"].to_numpy().T.astype(np.float64)
    forest = RandomForestClassifier(n_estimators=500, n_jobs=-1, random_state=7).fit(x, y)
    flat = rasters.to_numpy().reshape(x.shape[1], -1).T.astype(np.float64)
    bad = np.isnan(flat).any(axis=1)
    guess = encoder.inverse_transform(forest.predict(np.nan_to_num(flat)))
    guess = np.where(bad, 0, guess).astype("uint16").reshape(rasters.shape[1:])
    out = xr.full_like(rasters.isel(band=0, drop=True), 0, dtype="uint16")
    out[:] = guess
    return out
