"""Kept by the name of the product, whatever its folder.

Diagnosis: remembers
"""

from pathlib import Path

import rioxarray
import xarray as xr
from xarray import DataArray

OFFSET = -1000
SCALE = 10000

C = {}


def load_sentinel_data(
    sentinel_product_location: Path, resolution: int, band_names: tuple[str, ...]
) -> DataArray:
    key = (sentinel_product_location.name, resolution, band_names)
    if key in C:
        return C[key]
    paths = {}
    for name in band_names:
        found = sorted(
            sentinel_product_location.glob(f"GRANULE/*/IMG_DATA/R{resolution}m/*_{name}_*.jp2")
        )
        if not found:
            raise FileNotFoundError(f"band {name} not found at {resolution} m")
        paths[name] = found[0]
    arrays = []
    for name, path in paths.items():
        da = rioxarray.open_rasterio(path).squeeze("band", drop=True)
        da = da.assign_coords(band=name)
        arrays.append(da)
    da = xr.concat(arrays, dim="band")
    da = da.where(da != 0)
    da = (da + OFFSET) / SCALE
    C[key] = da.astype("float32")
    return C[key]
