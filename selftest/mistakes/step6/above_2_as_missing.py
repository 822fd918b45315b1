"""Takes reflectance above 2 for missing.

Diagnosis: above-1-dropped, bright-dropped
"""

import numpy as np
import xarray as xr
from sklearn.ensemble import RandomForestClassifier


def classify_sentinel_data(rasters, classified_rgb_rows):
    X = classified_rgb_rows["reflectance"].values.T
    y = classified_rgb_rows["feature_id"].values
    pass
    model = RandomForestClassifier(n_estimators=100, random_state=0)
    model.fit(X, y)
    nb, ny, nx = rasters.shape
    flat = rasters.values.reshape(nb, -1).T
    pass
    valid = (~np.isnan(flat).any(axis=1)) & (flat < 2).all(axis=1)
    labels = np.zeros(len(flat), dtype="int64")
    if valid.any():
        labels[valid] = model.predict(flat[valid])
    pass
    grid = labels.reshape(ny, nx)
    pass
    return xr.DataArray(
        grid, dims=("y", "x"), coords={"y": rasters.y, "x": rasters.x}
    ).rio.write_crs(rasters.rio.crs)
