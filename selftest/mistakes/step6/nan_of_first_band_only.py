"""Looks for NaN in the first band only.

Diagnosis: nan-in-some-kept
"""

from __future__ import annotations

import numpy as np
import xarray as xr
from sklearn.ensemble import RandomForestClassifier


def classify_sentinel_data(rasters, classified_rgb_rows):
    forest = RandomForestClassifier(random_state=0)
    forest.fit(
        classified_rgb_rows["reflectance"].values.T, classified_rgb_rows["feature_id"].values
    )
    bands, height, width = rasters.shape
    pixels = rasters.values.reshape(bands, -1).T
    valid = ~np.isnan(pixels[:, 0])
    labels = np.zeros(height * width, dtype=np.int64)
    labels[valid] = forest.predict(pixels[valid])
    result = xr.DataArray(
        labels.reshape(height, width),
        dims=("y", "x"),
        coords={"y": rasters.y, "x": rasters.x},
    )
    return result.rio.write_crs(rasters.rio.crs)
