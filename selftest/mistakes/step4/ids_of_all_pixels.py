"""Ids of all the pixels stand beside the reflectance of some: xarray fills up with NaN.

Diagnosis: chosen-apart
"""

import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    mask = xr.DataArray(burnt_polygons, dims=("y", "x"), coords={"y": data_array.y, "x": data_array.x})
    refl = data_array.where(mask > 0).stack(z=("y", "x")).dropna("z")
    ids = mask.stack(z=("y", "x")).astype("int64")
    return xr.Dataset({"reflectance": refl.transpose("band", "z"), "feature_id": ids})
