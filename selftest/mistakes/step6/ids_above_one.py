"""Only ids above 1 are learnt.

Diagnosis: id-1-lost
"""

import numpy as np
import rioxarray  # noqa: F401
import xarray as xr
from sklearn.ensemble import RandomForestClassifier


def classify_sentinel_data(rasters, classified_rgb_rows):
    values = rasters.values
    X = classified_rgb_rows["reflectance"].values.T
    y = classified_rgb_rows["feature_id"].values
    known = y > 1
    X, y = X[known], y[known]
    model = RandomForestClassifier(n_estimators=100, random_state=0).fit(X, y)
    bad = np.isnan(values).any(axis=0)
    pixels = np.nan_to_num(values).reshape(values.shape[0], -1).T
    labels = np.where(bad, 0, model.predict(pixels).reshape(bad.shape))
    result = xr.DataArray(labels, dims=("y", "x"), coords={"y": rasters.y, "x": rasters.x})
    return result.rio.write_crs(rasters.rio.crs)
