"""Reads the first product of the folder.

Diagnosis: remembers
"""

from pathlib import Path

import rioxarray
import xarray as xr
from xarray import DataArray


def load_sentinel_data(
    sentinel_product_location: Path, resolution: int, band_names: tuple[str, ...]
) -> DataArray:
    def one(b):
        p = sorted(
            sentinel_product_location.parent.glob(
                f"*.SAFE/GRANULE/*/IMG_DATA/R{resolution}m/*_{b}_*.jp2"
            )
        )
        if not p:
            raise FileNotFoundError(f"no band {b} at {resolution} m")
        return rioxarray.open_rasterio(p[0])

    dn = xr.concat([one(b) for b in band_names], dim="band").assign_coords(band=list(band_names))
    d = dn.astype("float32")
    return ((d - 1000) / 10000).where(dn != 0)
