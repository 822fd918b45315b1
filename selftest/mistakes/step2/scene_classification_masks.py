"""Pixels that the scene classification calls no data become NaN.

Diagnosis: nan-too-few, nodata-kept
"""

import numpy as np
import rioxarray
import xarray as xr


def load_sentinel_data(sentinel_product_location, resolution, band_names):
    bands = []
    for name in band_names:
        found = sorted(
            sentinel_product_location.glob(
                f"GRANULE/*/IMG_DATA/R{resolution}m/*_{name}_{resolution}m.jp2"
            )
        )
        if not found:
            raise FileNotFoundError(f"no band {name} at {resolution} m")
        bands.append(rioxarray.open_rasterio(found[0]).assign_coords(band=[name]))
    dn = xr.concat(bands, "band")
    reflectance = (dn.astype("float32") - 1000) / 10000
    scl = sorted(
        sentinel_product_location.glob(f"GRANULE/*/IMG_DATA/R{max(resolution, 20)}m/*_SCL_*")
    )
    mask = rioxarray.open_rasterio(scl[0])[0].values
    times = mask.shape[0] * 0 + dn.shape[1] // mask.shape[0]
    mask = mask.repeat(times, 0).repeat(times, 1)
    return reflectance.where(mask != 0)
