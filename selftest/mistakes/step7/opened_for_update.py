"""A file that is there is opened for update: it keeps its place and its CRS.

Diagnosis: keeps-existing
"""

import os
from pathlib import Path
import numpy as np
import rasterio
import rioxarray
import xarray as xr
from rasterio.transform import from_bounds, from_origin


def persist_classification_to_raster(raster_output_path, classification_result):
    da = classification_result
    path = raster_output_path
    if Path(path).exists():
        with rasterio.open(path) as f:
            same = f.shape == da.shape
        if same:
            with rasterio.open(path, "r+") as dst:
                dst.write(da.values.astype("uint8"), 1)
            return
    da.astype("uint8").rio.to_raster(path)
