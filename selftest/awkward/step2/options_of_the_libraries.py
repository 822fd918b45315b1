"""Options of xarray, NumPy, pandas and the decimals are set for everybody."""

import decimal
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import rioxarray
import xarray as xr

xr.set_options(arithmetic_join="exact", keep_attrs=True, display_style="text", display_width=40)
np.set_printoptions(threshold=sys.maxsize, precision=1)
pd.set_option("display.precision", 1, "display.max_rows", 2, "mode.chained_assignment", "raise")
decimal.getcontext().prec = 2


def load_sentinel_data(sentinel_product_location, resolution, band_names):
    rasters = []
    for name in band_names:
        found = list(Path(sentinel_product_location).rglob(f"*_{name}_{resolution}m.jp2"))
        if not found:
            raise FileNotFoundError(f"no {name} at {resolution} m")
        dn = rioxarray.open_rasterio(found[0]).astype("float32").assign_coords(band=[name])
        rasters.append(((dn - 1000) / 10000).where(dn != 0))
    return xr.concat(rasters, "band")
