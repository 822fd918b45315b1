"""Step 2: read the bands of a product as reflectance."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pandas as pd
import rioxarray
import xarray as xr

BOA_ADD_OFFSET = -1000
BOA_QUANTIFICATION_VALUE = 10000
NODATA = 0


def load_sentinel_data(
    sentinel_product_location: Path, resolution: int, band_names: tuple[str, ...]
) -> xr.DataArray:
    """Read bands as float32 reflectance with dims (band, y, x), NaN where there is no data."""
    # All files are found before the first is read: a missing band costs no waiting.
    paths = [find_band(sentinel_product_location, resolution, name) for name in band_names]

    # Decoding JPEG 2000 is most of the work, and GDAL does it outside Python's lock.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        bands = list(pool.map(read_reflectance, paths))

    # "exact": bands on different grids are an error, not a grid of NaN.
    return xr.concat(bands, dim=pd.Index(band_names, name="band"), join="exact")


def find_band(product: Path, resolution: int, name: str) -> Path:
    """Return the file of one band, or raise FileNotFoundError that names the band."""
    pattern = f"GRANULE/*/IMG_DATA/R{resolution}m/*_{name}_{resolution}m.jp2"
    for path in product.glob(pattern):
        return path
    raise FileNotFoundError(f"band {name} at {resolution} m: no {pattern} in {product}")


def read_reflectance(path: Path) -> xr.DataArray:
    """Read one file of digital numbers (DN) as float32 reflectance with dims (y, x)."""
    with rioxarray.open_rasterio(path) as raster:
        dn = raster.squeeze("band", drop=True)
        # float32 before the offset: the DN are unsigned and have no room for negative numbers.
        reflectance = dn.astype("float32")
        # First the offset, then the division; in place, for a full tile is large.
        reflectance += BOA_ADD_OFFSET
        reflectance /= BOA_QUANTIFICATION_VALUE
        # The mask comes from the DN: 0 means "no data", and after the offset nothing tells it
        # from a real value.
        reflectance.values[dn.values == NODATA] = np.nan
    return reflectance
