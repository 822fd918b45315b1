"""Knows the files of four bands only.

Diagnosis: raised
"""

from pathlib import Path

import rioxarray
import xarray as xr
from xarray import DataArray


def load_sentinel_data(
    sentinel_product_location: Path, resolution: int, band_names: tuple[str, ...]
) -> DataArray:
    def one(b):
        p = sorted(sentinel_product_location.glob(f"GRANULE/*/IMG_DATA/R{resolution}m/*_{b}_*.jp2"))
        if not p or b not in ("B02", "B03", "B04", "B08", "B8A"):
            raise FileNotFoundError(f"no band {b} at {resolution} m")
        return rioxarray.open_rasterio(p[0])

    dn = xr.concat([one(b) for b in band_names], dim="band").assign_coords(band=list(band_names))
    d = dn.astype("float32")
    return ((d - 1000) / 10000).where(dn != 0)
