"""Cuts off rows and columns without a class.

Diagnosis: shifted
"""

from pathlib import Path

import rasterio
from xarray import DataArray


def persist_classification_to_raster(
    raster_output_path: Path, classification_result: DataArray
) -> None:
    d = classification_result
    d = d.where(d != 0, drop=True).fillna(0).astype("uint8")
    arr = d.values.astype("uint8")
    profile = {
        "driver": "GTiff",
        "height": arr.shape[0],
        "width": arr.shape[1],
        "count": 1,
        "dtype": "uint8",
        "crs": d.rio.crs,
        "transform": d.rio.transform(),
        "nodata": 0,
    }
    with rasterio.open(raster_output_path, "w", **profile) as f:
        f.write(arr, 1)
