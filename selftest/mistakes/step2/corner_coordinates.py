"""x and y are the corners of the pixels, half a pixel off.

Diagnosis: half-pixel
"""

from pathlib import Path

import rioxarray
import xarray as xr


def load_sentinel_data(sentinel_product_location, resolution, band_names):
    bands = []
    for name in band_names:
        found = list(Path(sentinel_product_location).rglob(f"*_{name}_{resolution}m.jp2"))
        if not found:
            raise FileNotFoundError(f"no band {name} at {resolution} m")
        bands.append(rioxarray.open_rasterio(found[0]).assign_coords(band=[name]))
    dn = xr.concat(bands, "band").astype("float32")
    dn = dn.where(dn != 0)
    half = resolution / 2
    dn = dn.assign_coords(x=dn.x - half, y=dn.y + half)
    return (dn - 1000) / 10000
