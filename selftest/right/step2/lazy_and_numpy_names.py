"""Band names are numpy strings, and the files are opened without being read at once."""

from pathlib import Path

import numpy as np
import rasterio
import rioxarray  # noqa: F401
import xarray as xr


def load_sentinel_data(location, resolution, bands):
    def opened(band):
        for path in Path(location).rglob(f"*_{band}_{resolution}m.jp2"):
            return xr.open_dataarray(path, engine="rasterio", mask_and_scale=False)
        raise FileNotFoundError(f"{location} has no {band} at {resolution} m")

    dn = xr.concat([opened(band) for band in bands], dim="band")
    dn = dn.assign_coords(band=np.array(bands, dtype="<U3"))
    reflectance = (dn.astype("int32") - 1000) / 10000
    reflectance = reflectance.where(dn).astype("f4")
    assert isinstance(reflectance.rio.crs, rasterio.crs.CRS)
    return reflectance
