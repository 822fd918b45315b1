"""Another Python reads the files and hands over an array."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import rioxarray
import xarray as xr

SCRIPT = """
import sys, numpy, rasterio
with rasterio.open(sys.argv[1]) as file:
    numpy.save(sys.argv[2], file.read(1))
"""


def load_sentinel_data(sentinel_product_location, resolution, band_names):
    rasters = []
    for name in band_names:
        found = list(Path(sentinel_product_location).rglob(f"*_{name}_{resolution}m.jp2"))
        if not found:
            raise FileNotFoundError(f"no {name} at {resolution} m")
        subprocess.run([sys.executable, "-c", SCRIPT, str(found[0]), "dn.npy"], check=True)
        dn = np.load("dn.npy").astype("float32")
        grid = rioxarray.open_rasterio(found[0]).squeeze("band", drop=True)
        raster = grid.copy(data=np.where(dn == 0, np.nan, (dn - 1000) / 10000).astype("float32"))
        rasters.append(raster.expand_dims(band=[name]))
    return xr.concat(rasters, "band")
