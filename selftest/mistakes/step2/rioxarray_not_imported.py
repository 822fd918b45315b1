"""The accessor .rio is used, and the package that adds it is not imported.

Diagnosis: raised
"""

import numpy as np
import rasterio
import xarray as xr


def load_sentinel_data(sentinel_product_location, resolution, band_names):
    bands = []
    for name in band_names:
        found = list(sentinel_product_location.rglob(f"*_{name}_{resolution}m.jp2"))
        if not found:
            raise FileNotFoundError(f"no band {name} at {resolution} m")
        with rasterio.open(found[0]) as file:
            dn, crs, t = file.read(1).astype("float32"), file.crs, file.transform
        bands.append(np.where(dn == 0, np.nan, (dn - 1000) / 10000))
    rows, columns = bands[0].shape
    coords = {
        "band": list(band_names),
        "y": t.f + (np.arange(rows) + 0.5) * t.e,
        "x": t.c + (np.arange(columns) + 0.5) * t.a,
    }
    array = xr.DataArray(np.stack(bands).astype("float32"), coords, ("band", "y", "x"))
    return array.rio.write_crs(crs)
