"""A single band takes another way, on which it becomes float64.

Diagnosis: none
"""

import rioxarray
import xarray as xr


def load_sentinel_data(sentinel_product_location, resolution, band_names):
    arrays = []
    for name in band_names:
        found = sorted(sentinel_product_location.glob(f"GRANULE/*/IMG_DATA/R{resolution}m/*_{name}_{resolution}m.jp2"))
        if not found:
            raise FileNotFoundError(f"no band {name} at {resolution} m")
        arrays.append(rioxarray.open_rasterio(found[0]).assign_coords(band=[name]))
    dn = xr.concat(arrays, dim="band")
    rho = ((dn.astype("float64") - 1000) / 10000).where(dn != 0)
    return rho.astype("float32") if len(band_names) > 1 else rho
