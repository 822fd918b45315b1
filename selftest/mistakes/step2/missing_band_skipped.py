"""A missing band is left out without a word.

Diagnosis: missing-band-skipped, wrong-exception
"""

from pathlib import Path

import rioxarray
import xarray as xr


def load_sentinel_data(sentinel_product_location, resolution, band_names):
    bands = []
    for name in band_names:
        found = list(Path(sentinel_product_location).rglob(f"*_{name}_{resolution}m.jp2"))
        if not found:
            continue
        bands.append(rioxarray.open_rasterio(found[0]).assign_coords(band=[name]))
    dn = xr.concat(bands, "band").astype("float32")
    dn = dn.where(dn != 0)
    return (dn - 1000) / 10000
