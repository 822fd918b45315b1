"""Training and prediction both wait until the map is looked at."""

import dask
import dask.array as da
import numpy as np
import xarray as xr
from sklearn.ensemble import RandomForestClassifier


@dask.delayed
def train(X, y):
    return RandomForestClassifier(n_estimators=50, random_state=0).fit(X, y)


@dask.delayed
def predict(model, values):
    flat = values.reshape(values.shape[0], -1).T
    out = np.zeros(len(flat), dtype="int32")
    ok = np.isfinite(flat).all(axis=1)
    if ok.any():
        out[ok] = model.predict(flat[ok])
    return out.reshape(values.shape[1:])


def classify_sentinel_data(rasters, classified_rgb_rows):
    model = train(classified_rgb_rows.reflectance.values.T, classified_rgb_rows.feature_id.values)
    data = da.from_delayed(predict(model, rasters.values), rasters.shape[1:], dtype="int32")
    return xr.DataArray(data, dims=("y", "x"), coords={"y": rasters.y, "x": rasters.x}).rio.write_crs(rasters.rio.crs)
