"""File names are parsed with a regular expression, and the source has Windows line ends."""

import re
from pathlib import Path

import numpy as np
import rasterio
import rioxarray  # noqa: F401
import xarray as xr

NAME = re.compile(r"^T\w{5}_\d{8}T\d{6}_(?P<band>\w{3})_(?P<res>\d\d)m\.jp2$")


class MissingBandError(FileNotFoundError):
    """A band that is not in the product."""


def load_sentinel_data(sentinel_product_location, resolution, band_names):
    files = {}
    for path in Path(sentinel_product_location).rglob("*.jp2"):
        match = NAME.match(path.name)
        if match and int(match["res"]) == resolution:
            files[match["band"]] = path
    for band in band_names:
        if band not in files:
            raise MissingBandError(f"{band} not among {sorted(files)}")
    with rasterio.open(files[band_names[0]]) as src:
        profile = src.profile
    a = profile["transform"]
    stack = np.ma.stack(
        [np.ma.masked_equal(rasterio.open(files[b]).read(1), 0).astype("f4") for b in band_names]
    )
    rho = ((stack - 1000) / 10000).astype("f4").filled(np.nan)
    coords = {
        "band": list(band_names),
        "x": a.c + a.a / 2 + a.a * np.arange(profile["width"]),
        "y": a.f + a.e / 2 + a.e * np.arange(profile["height"]),
    }
    return xr.DataArray(rho, coords, ("band", "y", "x")).rio.write_crs(profile["crs"])
