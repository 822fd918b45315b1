"""Features in float16, to save memory.

Diagnosis: rounded, samples-alike
"""

import numpy as np
import xarray as xr
from sklearn.ensemble import RandomForestClassifier


def classify_sentinel_data(rasters, classified_rgb_rows):
    features = classified_rgb_rows["reflectance"].transpose("z", "band").values
    model = RandomForestClassifier(random_state=1)
    model.fit(features.astype("float16"), classified_rgb_rows["feature_id"].values)
    table = rasters.transpose("y", "x", "band").values.reshape(-1, rasters.sizes["band"])
    complete = ~np.isnan(table).any(axis=1)
    ids = np.zeros(len(table), dtype="int64")
    ids[complete] = model.predict(table[complete].astype("float16"))
    grid = rasters.isel(band=0, drop=True)
    return xr.DataArray(ids.reshape(grid.shape), coords=grid.coords, dims=grid.dims)
