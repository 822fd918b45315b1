"""A virtual raster declares 0 as nodata, and numpy.ma does the rest."""

import os

import numpy as np
import rasterio
import rioxarray
import xarray as xr
from rasterio.vrt import WarpedVRT


def load_sentinel_data(sentinel_product_location, resolution, band_names):
    listing = {}
    for folder, _, files in os.walk(os.path.join(sentinel_product_location, "GRANULE")):
        if os.path.basename(folder) == f"R{resolution}m":
            listing |= {file.split("_")[-2]: os.path.join(folder, file) for file in files}
    layers = []
    for name in band_names:
        try:
            path = listing[name]
        except KeyError:
            raise FileNotFoundError(f"band {name!r} does not exist at {resolution} m") from None
        with rasterio.open(path) as file, WarpedVRT(file, src_nodata=0, nodata=0) as vrt:
            layers.append(vrt.read(1, masked=True))
            crs, transform, bounds = vrt.crs, vrt.transform, vrt.bounds
    stack = np.ma.stack(layers)
    rho = (stack.astype("f4") - 1000) / 10000
    height, width = stack.shape[1:]
    half = resolution / 2
    array = xr.DataArray(
        rho.filled(np.nan).astype(np.float32),
        dims=("band", "y", "x"),
        coords={
            "band": np.array(band_names, dtype=object),
            "y": np.linspace(bounds.top - half, bounds.bottom + half, height),
            "x": np.linspace(bounds.left + half, bounds.right - half, width),
        },
        name="reflectance",
    )
    return array.rio.write_crs(crs).rio.write_transform(transform)
