"""Pure rasterio and numpy, with the coordinates computed by hand."""

from pathlib import Path

import numpy as np
import rasterio
import rioxarray  # noqa: F401
import xarray as xr


def load_sentinel_data(sentinel_product_location, resolution, band_names):
    planes = []
    for name in band_names:
        pattern = f"GRANULE/*/IMG_DATA/R{resolution}m/*_{name}_{resolution}m.jp2"
        files = sorted(Path(sentinel_product_location).glob(pattern))
        if not files:
            raise FileNotFoundError(f"band {name} does not exist at {resolution} m")
        with rasterio.open(files[0]) as src:
            dn = src.read(1)
            transform, crs, height, width = src.transform, src.crs, src.height, src.width
        rho = (dn.astype(np.float32) - 1000) / 10000
        rho[dn == 0] = np.nan
        planes.append(rho)
    x = transform.c + transform.a * (np.arange(width) + 0.5)
    y = transform.f + transform.e * (np.arange(height) + 0.5)
    cube = xr.DataArray(
        np.stack(planes),
        dims=("band", "y", "x"),
        coords={"band": list(band_names), "y": y, "x": x},
    )
    return cube.rio.write_crs(crs).rio.write_transform(transform)
