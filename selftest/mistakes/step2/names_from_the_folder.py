"""Makes the names of the files from that of the product.

Diagnosis: raised
"""

from pathlib import Path

import rioxarray
import xarray as xr
from xarray import DataArray


def load_sentinel_data(
    sentinel_product_location: Path, resolution: int, band_names: tuple[str, ...]
) -> DataArray:
    parts = sentinel_product_location.stem.split("_")
    tile, date = parts[5], parts[2]

    def one(b):
        p = sorted(
            sentinel_product_location.glob(
                f"GRANULE/*/IMG_DATA/R{resolution}m/{tile}_{date}_{b}_{resolution}m.jp2"
            )
        )
        if not p:
            raise FileNotFoundError(f"no band {b} at {resolution} m")
        return rioxarray.open_rasterio(p[0])

    dn = xr.concat([one(b) for b in band_names], dim="band").assign_coords(band=list(band_names))
    return ((dn.astype("float32") - 1000) / 10000).where(dn != 0)
