"""Bands are kept in a global by name, whatever product and resolution.

Diagnosis: crs-wrong, other-resolution, remembers
"""

from pathlib import Path

import rioxarray
import xarray as xr

cache = {}


def load_sentinel_data(sentinel_product_location, resolution, band_names):
    bands = []
    for name in band_names:
        found = list(Path(sentinel_product_location).rglob(f"*_{name}_{resolution}m.jp2"))
        if not found:
            raise FileNotFoundError(f"no band {name} at {resolution} m")
        if name not in cache:
            cache[name] = rioxarray.open_rasterio(found[0]).assign_coords(band=[name])
        bands.append(cache[name])
    dn = xr.concat(bands, "band").astype("float32")
    dn = dn.where(dn != 0)
    return (dn - 1000) / 10000
