"""The digital numbers are multiplied as 16-bit integers, which overflow.

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
    dn = xr.concat(bands, "band").astype("int16")
    reflectance = (dn * np.int16(10) - np.int16(10000)) / np.float32(100000)
    return reflectance.where(dn != 0).astype("float32")
