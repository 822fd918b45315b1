"""Takes the logarithm and a power transform first."""

import numpy as np
import xarray as xr
from sklearn.ensemble import RandomForestClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, PowerTransformer


def classify_sentinel_data(rasters, classified_rgb_rows):
    model = make_pipeline(
        FunctionTransformer(np.log1p), PowerTransformer(), RandomForestClassifier(150)
    )
    model.fit(
        classified_rgb_rows["reflectance"].values.T.astype(float),
        classified_rgb_rows["feature_id"].values,
    )
    flat = rasters.values.reshape(rasters.shape[0], -1).T.astype(float)
    ok = ~np.isnan(flat).any(1)
    out = np.zeros(len(flat), int)
    out[ok] = model.predict(flat[ok])
    return xr.DataArray(
        out.reshape(rasters.shape[1:]), dims=("y", "x"), coords={"y": rasters.y, "x": rasters.x}
    ).rio.write_crs(rasters.rio.crs)
