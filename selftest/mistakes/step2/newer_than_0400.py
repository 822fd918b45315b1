"""Only baselines after 04.00 get the offset, although 04.00 has it.

Diagnosis: offset-missing, raised
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
    baseline = int(sentinel_product_location.name.split("_")[3][1:])
    offset = -1000 if baseline > 400 else 0
    return ((dn.astype("float32") + offset) / 10000).where(dn != 0)
