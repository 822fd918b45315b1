"""NumPy is to raise for every fault of arithmetic, also in later calls, and one is counted on."""

from pathlib import Path

import numpy as np
import rioxarray
import xarray as xr

np.seterr(all="raise")


def load_sentinel_data(sentinel_product_location, resolution, band_names):
    rasters = []
    for name in band_names:
        found = list(Path(sentinel_product_location).rglob(f"*_{name}_{resolution}m.jp2"))
        if not found:
            raise FileNotFoundError(f"no {name} at {resolution} m")
        dn = rioxarray.open_rasterio(found[0]).assign_coords(band=[name])
        try:
            # A scene with nodata divides by zero here.
            np.ones(dn.shape) / dn.values
            whole = True
        except FloatingPointError:
            whole = False
        rho = (dn.astype("float32") - 1000) / 10000
        rasters.append(rho if whole else rho.where(dn != 0))
    return xr.concat(rasters, "band")
