"""Reads each file block after block into one array made beforehand."""

import os

import numpy as np
import rasterio
import rioxarray  # noqa: F401
from xarray import DataArray


def path_of(product, resolution, band):
    wanted = f"_{band}_{resolution}m.jp2"
    for folder, _, files in os.walk(product):
        if os.path.basename(folder) == f"R{resolution}m":
            for file in files:
                if file.endswith(wanted):
                    return os.path.join(folder, file)
    raise FileNotFoundError(f"cannot find the {resolution} m file of {band}")


def load_sentinel_data(sentinel_product_location, resolution, band_names):
    paths = [path_of(sentinel_product_location, resolution, band) for band in band_names]
    with rasterio.open(paths[0]) as first:
        shape, crs, transform = first.shape, first.crs, first.transform
    values = np.full((len(paths), *shape), np.nan, dtype=np.float32)
    for plane, path in zip(values, paths):
        with rasterio.open(path) as src:
            for _, window in src.block_windows(1):
                rows, columns = window.toslices()
                dn = src.read(1, window=window).astype(np.int32)
                block = plane[rows, columns]
                valid = dn > 0
                block[valid] = (dn[valid] - 1000) / 10000
    xs = [(transform * (i + 0.5, 0))[0] for i in range(shape[1])]
    ys = [(transform * (0, i + 0.5))[1] for i in range(shape[0])]
    cube = DataArray(values, {"band": list(band_names), "y": ys, "x": xs}, ("band", "y", "x"))
    cube.rio.write_crs(crs, inplace=True)
    cube.rio.write_transform(transform, inplace=True)
    return cube
