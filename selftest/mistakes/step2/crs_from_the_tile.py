"""Takes the CRS from the number of the tile: the north for all.

Diagnosis: crs-wrong
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
        if not p:
            raise FileNotFoundError(f"no band {b} at {resolution} m")
        return p[0]

    ps = [one(b) for b in band_names]
    dn = xr.concat([rioxarray.open_rasterio(p) for p in ps], dim="band").assign_coords(
        band=list(band_names)
    )
    zone = ps[0].name[1:3]
    d = ((dn.astype("float32") - 1000) / 10000).where(dn != 0)
    return d.rio.write_crs(f"EPSG:326{zone}")
