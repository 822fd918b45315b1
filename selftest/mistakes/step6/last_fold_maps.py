"""Maps with the forest of the last fold.

Diagnosis: samples-dropped
"""

import numpy as np
import xarray as xr
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import KFold


def classify_sentinel_data(rasters, classified_rgb_rows):
    X = classified_rgb_rows["reflectance"].values.T
    y = classified_rgb_rows["feature_id"].values
    pass
    model = RandomForestClassifier(n_estimators=100, random_state=0)
    for a, b in KFold(5, shuffle=True, random_state=0).split(X):
        model = RandomForestClassifier(50, random_state=0)
        model.fit(X[a], y[a])
        print("train", model.score(X[a], y[a]), "test", model.score(X[b], y[b]))
    nb, ny, nx = rasters.shape
    flat = rasters.values.reshape(nb, -1).T
    pass
    valid = ~np.isnan(flat).any(axis=1)
    labels = np.zeros(len(flat), dtype="int64")
    if valid.any():
        labels[valid] = model.predict(flat[valid])
    pass
    grid = labels.reshape(ny, nx)
    pass
    return xr.DataArray(
        grid, dims=("y", "x"), coords={"y": rasters.y, "x": rasters.x}
    ).rio.write_crs(rasters.rio.crs)
