"""Takes reflectance above 1 for missing data.

Diagnosis: above-1-dropped
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
    valid = ((pixels <= 1).all(axis=1)) & ~np.isnan(pixels).any(axis=1)
    labels = np.zeros(height * width, dtype=np.int64)
    labels[valid] = forest.predict(pixels[valid])
    result = xr.DataArray(
        labels.reshape(height, width),
        dims=("y", "x"),
        coords={"y": rasters.y, "x": rasters.x},
    )
    return result.rio.write_crs(rasters.rio.crs)
