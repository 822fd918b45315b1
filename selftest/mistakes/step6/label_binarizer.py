"""Labels become columns, one for each class: for two classes it is one.

Diagnosis: raised
"""

import numpy as np
import xarray as xr
import rioxarray
from sklearn.ensemble import RandomForestClassifier
from sklearn.preprocessing import LabelBinarizer

def classify_sentinel_data(rasters, classified_rgb_rows):
    X = classified_rgb_rows["reflectance"].values.T
    y = classified_rgb_rows["feature_id"].values
    nb, ny, nx = rasters.shape
    flat = rasters.values.reshape(nb, -1).T
    valid = ~np.isnan(flat).any(axis=1)
    lb = LabelBinarizer()
    Y = lb.fit_transform(y)
    model = RandomForestClassifier(n_estimators=100, random_state=0)
    model.fit(X, Y)
    labels = np.zeros(len(flat), dtype="int64")
    if valid.any():
        labels[valid] = lb.classes_[np.argmax(np.stack([p[:, 1] for p in model.predict_proba(flat[valid])], 1), axis=1)]
    grid = labels.reshape(ny, nx)
    out = xr.DataArray(grid, dims=("y", "x"), coords={"y": rasters.y, "x": rasters.x}).rio.write_crs(rasters.rio.crs)
    return out
