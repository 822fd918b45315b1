"""Step 2: read the bands of a product as reflectance."""

from pathlib import Path

import numpy as np
import rasterio
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

    # Files of one resolution share their grid: the first gives x, y and the CRS of them all.
    with rioxarray.open_rasterio(paths[0]) as raster:
        grid = raster.squeeze("band", drop=True)

    # One array for all bands, filled in place: a full tile is too large to be kept twice. One
    # file after the other: GDAL decodes JPEG 2000 on all cores by itself.
    cube = np.empty((len(paths), *grid.shape), "float32")
    for path, band in zip(paths, cube, strict=True):
        read_reflectance(path, band)

    coords = {"band": list(band_names), **grid.coords}
    return xr.DataArray(cube, coords=coords, dims=("band", "y", "x"))


def find_band(product: Path, resolution: int, name: str) -> Path:
    """Return the file of one band, or raise FileNotFoundError that names the band."""
    pattern = f"GRANULE/*/IMG_DATA/R{resolution}m/*_{name}_{resolution}m.jp2"
    for path in product.glob(pattern):
        return path
    raise FileNotFoundError(f"band {name} at {resolution} m: no {pattern} in {product}")


def read_reflectance(path: Path, band: np.ndarray) -> None:
    """Fill `band` (y, x) with the reflectance of one file of digital numbers (DN)."""
    with rasterio.open(path) as file:
        dn = file.read(1)
    # float32 before the offset: the DN are unsigned and have no room for negative numbers.
    band[:] = dn
    # First the offset, then the division.
    band += BOA_ADD_OFFSET
    band /= BOA_QUANTIFICATION_VALUE
    # The mask comes from the DN: 0 means "no data", and after the offset nothing tells it
    # from a real value.
    band[dn == NODATA] = np.nan
