"""Fills NaN with the mean of the band before it predicts, so missing pixels get a class.

Diagnosis: nan-kept
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
    pixels = np.where(np.isnan(pixels), np.nanmean(pixels, axis=0), pixels)
    labels = forest.predict(pixels)
    result = xr.DataArray(
        labels.reshape(height, width),
        dims=("y", "x"),
        coords={"y": rasters.y, "x": rasters.x},
    )
    return result.rio.write_crs(rasters.rio.crs)
