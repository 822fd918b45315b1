"""Moves the corner to a multiple of 60 m.

Diagnosis: shifted
"""

from pathlib import Path

import rasterio
from rasterio.transform import Affine
from xarray import DataArray


def persist_classification_to_raster(
    raster_output_path: Path, classification_result: DataArray
) -> None:
    d = classification_result
    arr = d.values.astype("uint8")
    profile = {
        "driver": "GTiff",
        "height": arr.shape[0],
        "width": arr.shape[1],
        "count": 1,
        "dtype": "uint8",
        "crs": d.rio.crs,
        "transform": (lambda t: Affine(t.a, 0, t.c // 60 * 60, 0, t.e, t.f // 60 * 60))(
            d.rio.transform()
        ),
        "nodata": 0,
    }
    with rasterio.open(raster_output_path, "w", **profile) as f:
        f.write(arr, 1)
