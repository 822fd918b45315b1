"""Bands are read by threads, and the source is indented with tabs."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
import rioxarray
import xarray as xr


def read_band(product, resolution, name):
	hits = list(Path(product).glob(f"GRANULE/*/IMG_DATA/R{resolution}m/*_{name}_{resolution}m.jp2"))
	if not hits:
		raise FileNotFoundError(2, f"Band {name} not found", str(product))
	with rioxarray.open_rasterio(hits[0]) as opened:
		dn = opened.load()
	rho = (dn.astype("float32") - np.float32(1000)) / np.float32(10000)
	return rho.where(dn != 0).assign_coords(band=[name])


def load_sentinel_data(product, resolution, bands):
	with ThreadPoolExecutor(2) as pool:
		rasters = list(pool.map(partial(read_band, product, resolution), bands))
	return xr.concat(rasters, "band")
