"""DataArray.where and a groupby-free flatten; spatial_ref, x, y and pixel number come along."""

from __future__ import annotations

import numpy as np
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    labels = xr.DataArray(burnt_polygons.astype(int), dims=("y", "x"), name="feature_id")
    valid = data_array.where(labels > 0).notnull().all("band")
    both = xr.Dataset({"reflectance": data_array.where(valid), "feature_id": labels})
    flat = both.stack(z=("y", "x"), create_index=False)
    flat = flat.isel(z=np.flatnonzero(valid.values.ravel()))
    return flat.assign_coords(pixel=("z", np.flatnonzero(valid.values.ravel())))
