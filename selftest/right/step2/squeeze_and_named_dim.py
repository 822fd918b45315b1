"""Squeezes the band away and makes the dimension again with pandas.Index."""

from pathlib import Path

import numpy as np
import pandas as pd
import rioxarray
import xarray as xr


def load_sentinel_data(sentinel_product_location, resolution, band_names):
    folder = next(Path(sentinel_product_location).glob("GRANULE/*/IMG_DATA"))
    folder = folder / f"R{resolution}m"
    rasters = []
    for band in band_names:
        matches = list(folder.glob(f"*_{band}_*.jp2"))
        if len(matches) == 0:
            raise FileNotFoundError(f"There is no {band} in {folder}")
        raster = rioxarray.open_rasterio(matches[0]).squeeze("band", drop=True)
        raster = raster.astype(np.float32)
        rasters.append((raster.where(raster > 0) - 1000.0) / 10000.0)
    return xr.concat(rasters, dim=pd.Index(band_names, name="band"))
