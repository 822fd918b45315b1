"""Rows and columns at the edge of the swath are dropped with the nodata.

Diagnosis: edges-dropped
"""

from pathlib import Path

import numpy as np
import rioxarray
import xarray as xr
from xarray import DataArray

OFFSET = -1000
SCALE = 10000


def load_sentinel_data(
    sentinel_product_location: Path, resolution: int, band_names: tuple[str, ...]
) -> DataArray:
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
    da = da.where(da != 0, drop=True)
    da = (da + OFFSET) / SCALE
    return da.astype(np.float32)
