"""1000 is taken from unsigned integers, so that dark pixels wrap around to about 6.5.

Diagnosis: overflow
"""

from pathlib import Path

import numpy as np
import rioxarray
import xarray as xr


def load_sentinel_data(sentinel_product_location, resolution, band_names):
    bands = []
    for name in band_names:
        found = list(Path(sentinel_product_location).rglob(f"*_{name}_{resolution}m.jp2"))
        if not found:
            raise FileNotFoundError(f"no band {name} at {resolution} m")
        bands.append(rioxarray.open_rasterio(found[0]).assign_coords(band=[name]))
    dn = xr.concat(bands, "band")
    return ((dn - np.uint16(1000)) / 10000).where(dn != 0).astype("float32")
