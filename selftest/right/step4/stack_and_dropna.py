"""xarray all the way: stack y and x into z, drop z without class or value; z is a MultiIndex."""

from __future__ import annotations

import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    mask = xr.DataArray(
        burnt_polygons, dims=("y", "x"), coords={"y": data_array.y, "x": data_array.x}
    )
    dataset = xr.Dataset({"reflectance": data_array, "feature_id": mask.where(mask != 0)})
    table = dataset.stack(z=("y", "x")).dropna("z")
    table["feature_id"] = table["feature_id"].astype("int64")
    return table
