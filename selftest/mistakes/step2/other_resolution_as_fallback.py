"""A band that does not exist at this resolution is read at another one and resampled.

Diagnosis: missing-band-replaced, other-resolution
"""

from pathlib import Path

import rioxarray
import xarray as xr


def load_sentinel_data(sentinel_product_location, resolution, band_names):
    bands = []
    for name in band_names:
        found = list(Path(sentinel_product_location).rglob(f"*_{name}_{resolution}m.jp2"))
        if not found:
            found = list(Path(sentinel_product_location).rglob(f"*_{name}_*m.jp2"))
        if not found:
            raise FileNotFoundError(f"no band {name}")
        raster = rioxarray.open_rasterio(found[0]).assign_coords(band=[name])
        bands.append(raster if not bands else raster.rio.reproject_match(bands[0]))
    dn = xr.concat(bands, "band").astype("float32")
    dn = dn.where(dn != 0)
    return (dn - 1000) / 10000
