"""A table of bands from before B01 was there at 20 m.

Diagnosis: raised
"""

from pathlib import Path

import numpy as np
import rioxarray
import xarray as xr
from xarray import DataArray

OFFSET = -1000
SCALE = 10000

T = {
    10: "B02 B03 B04 B08",
    20: "B02 B03 B04 B05 B06 B07 B8A B11 B12",
    60: "B01 B02 B03 B04 B05 B06 B07 B8A B09 B11 B12",
}


def load_sentinel_data(
    sentinel_product_location: Path, resolution: int, band_names: tuple[str, ...]
) -> DataArray:
    paths = {}
    for name in band_names:
        if name not in T[resolution].split():
            raise FileNotFoundError(f"{name} does not exist at {resolution} m")
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
    return da.astype(np.float32)
