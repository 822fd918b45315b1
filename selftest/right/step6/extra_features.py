"""More features than bands: the ratio of the first two is appended to samples and pixels."""

from __future__ import annotations

import numpy as np
import xarray as xr
from sklearn.ensemble import RandomForestClassifier


def features(bands):
    first, last = bands[0], bands[-1]
    index = (last - first) / np.where(last + first == 0, 1, last + first)
    return np.vstack([bands, index[None]]).T


def classify_sentinel_data(rasters, classified_rgb_rows):
    forest = RandomForestClassifier(n_estimators=150, max_samples=0.9, random_state=7)
    forest.fit(
        features(classified_rgb_rows.reflectance.values), classified_rgb_rows.feature_id.values
    )
    valid = ~rasters.isnull().any("band").values
    image = np.zeros(valid.shape, np.int64)
    image[valid] = forest.predict(features(rasters.values[:, valid]))
    result = xr.DataArray(image, dims=("y", "x"))
    return result.assign_coords(x=rasters.x, y=rasters.y, spatial_ref=rasters.spatial_ref)
