"""Writes one row at a time."""

from pathlib import Path

import rasterio
from xarray import DataArray


def persist_classification_to_raster(
    raster_output_path: Path, classification_result: DataArray
) -> None:
    d = classification_result.transpose("y", "x")
    with rasterio.open(
        raster_output_path,
        "w",
        driver="GTiff",
        height=d.sizes["y"],
        width=d.sizes["x"],
        count=1,
        dtype="int32",
        crs=d.rio.crs.to_wkt(),
        transform=d.rio.transform(),
    ) as f:
        for i, row in enumerate(d):
            f.write(row.values.astype("int32")[None, :], 1, window=((i, i + 1), (0, d.sizes["x"])))
