"""One loop for rows and columns: only the blocks of the diagonal.

Diagnosis: none
"""

import numpy as np
import rioxarray  # noqa: F401
import xarray as xr
from sklearn.ensemble import RandomForestClassifier


def classify_sentinel_data(rasters, classified_rgb_rows):
    V = rasters.values.copy()
    X = classified_rgb_rows["reflectance"].values.T
    y = classified_rgb_rows["feature_id"].values
    crs = rasters.rio.crs
    model = RandomForestClassifier(random_state=0).fit(X, y)
    nb, ny, nx = V.shape
    S = 256
    out = np.zeros((ny, nx), int)
    for i in range(0, max(ny, nx), S):
        blk = V[:, i : i + S, i : i + S]
        ok = ~np.isnan(blk).any(0)
        if ok.any():
            o = np.zeros(ok.shape, int)
            o[ok] = model.predict(blk[:, ok].T)
            out[i : i + S, i : i + S] = o
    return xr.DataArray(
        out, dims=("y", "x"), coords={"y": rasters.y, "x": rasters.x}
    ).rio.write_crs(crs)
