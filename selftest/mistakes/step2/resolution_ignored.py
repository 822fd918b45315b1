"""The resolution is ignored: the first file with the name of the band is read.

Diagnosis: other-resolution
"""

from pathlib import Path

import rioxarray
import xarray as xr


def load_sentinel_data(sentinel_product_location, resolution, band_names):
    bands = []
    for name in band_names:
        found = list(Path(sentinel_product_location).rglob(f"*_{name}_*m.jp2"))
        found.sort()
        if not found:
            raise FileNotFoundError(f"no band {name} at {resolution} m")
        bands.append(rioxarray.open_rasterio(found[0]).assign_coords(band=[name]))
    dn = xr.concat(bands, "band").astype("float32")
    dn = dn.where(dn != 0)
    return (dn - 1000) / 10000
