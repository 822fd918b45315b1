"""The resolution is looked for in the whole path, also in the folders around the product.

Diagnosis: other-resolution
"""

import rioxarray
import xarray as xr


def load_sentinel_data(sentinel_product_location, resolution, band_names):
    arrays = []
    for name in band_names:
        found = [p for p in sorted(sentinel_product_location.rglob("*.jp2")) if f"R{resolution}m" in str(p) and f"_{name}_" in p.name]
        if not found:
            raise FileNotFoundError(f"no band {name} at {resolution} m")
        arrays.append(rioxarray.open_rasterio(found[0]).assign_coords(band=[name]))
    dn = xr.concat(arrays, dim="band")
    return ((dn.astype("float32") - 1000) / 10000).where(dn != 0)
