"""A missing band is filled with NaN.

Diagnosis: missing-band-filled, wrong-exception
"""

from pathlib import Path

import rioxarray
import xarray as xr


def load_sentinel_data(sentinel_product_location, resolution, band_names):
    bands = []
    for name in band_names:
        found = list(Path(sentinel_product_location).rglob(f"*_{name}_{resolution}m.jp2"))
        if not found:
            bands.append((bands[-1] * 0).assign_coords(band=[name]))
            continue
        bands.append(rioxarray.open_rasterio(found[0]).assign_coords(band=[name]))
    dn = xr.concat(bands, "band").astype("float32")
    dn = dn.where(dn != 0)
    return (dn - 1000) / 10000
