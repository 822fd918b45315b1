"""The band is looked for in the whole path.

Diagnosis: none
"""

from pathlib import Path

import numpy as np
import rasterio
import rasterio.transform
import rioxarray  # noqa: F401
import xarray as xr
from xarray import DataArray

OFFSET = -1000
SCALE = 10000


def load_sentinel_data(
    sentinel_product_location: Path, resolution: int, band_names: tuple[str, ...]
) -> DataArray:
    stack = []
    for band in band_names:
        files = [
            p
            for p in Path(sentinel_product_location).rglob("*.jp2")
            if band in str(p) and f"R{resolution}m" in str(p)
        ]
        if not files:
            raise FileNotFoundError(
                f"Missing band {band} at {resolution} m in {sentinel_product_location}"
            )
        with rasterio.open(files[0]) as src:
            dn = src.read(1)
            transform = src.transform
            crs = src.crs
        rho = dn.astype("float32")
        rho = (rho - 1000) / 10000
        rho[dn == 0] = np.nan
        stack.append(rho)
    data = np.stack(stack)
    n_bands, height, width = data.shape
    x = transform.c + (np.arange(width) + 0.5) * transform.a
    y = transform.f + (np.arange(height) + 0.5) * transform.e
    da = xr.DataArray(
        data, dims=("band", "y", "x"), coords={"band": list(band_names), "y": y, "x": x}
    )
    da = da.rio.write_crs(crs)
    da = da.rio.write_transform(transform)
    return da
