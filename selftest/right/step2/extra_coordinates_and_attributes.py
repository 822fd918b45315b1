"""Adds wavelengths, attributes, an encoding and a nodata value of its own, and sorts nothing."""

from pathlib import Path

import numpy as np
import rioxarray
import xarray as xr

WAVELENGTH = {"B02": 490, "B03": 560, "B04": 665, "B08": 842, "B8A": 865, "B11": 1610, "B12": 2190}


def load_sentinel_data(sentinel_product_location, resolution=60, band_names=("B04", "B03", "B02")):
    rasters = []
    for name in list(band_names):
        here = Path(sentinel_product_location) / "GRANULE"
        paths = sorted(here.glob(f"*/IMG_DATA/R{resolution:d}m/*_{name}_{resolution:d}m.jp2"))
        if len(paths) != 1:
            raise FileNotFoundError(f"expected one file for {name}, found {len(paths)}")
        raster = rioxarray.open_rasterio(paths[0], masked=True)
        rasters.append(raster.assign_coords(band=[name]))
    cube = xr.concat(rasters, dim="band").astype(np.float64)
    cube.values[cube.values == 0] = np.nan
    cube = ((cube - 1000) / 10000).astype(np.float32)
    cube = cube.assign_coords(wavelength=("band", [WAVELENGTH.get(b, 0) for b in band_names]))
    cube = cube.rio.write_nodata(np.nan)
    cube.attrs = {"long_name": "surface reflectance", "units": "1"}
    cube.name = "reflectance"
    return cube
