"""The numbers of the transform are given to Affine.from_gdal, whose order is another.

Diagnosis: gdal-order
"""

from pathlib import Path

from affine import Affine
import rasterio
import rioxarray  # noqa: F401
from xarray import DataArray


def persist_classification_to_raster(
    raster_output_path: Path, classification_result: DataArray
) -> None:
    labels = classification_result
    if labels.sizes["y"] > 1 and labels["y"][0] < labels["y"][-1]:
        labels = labels.isel(y=slice(None, None, -1))
    values = labels.values.astype("uint8")
    transform = labels.rio.transform(recalc=min(labels.shape) > 1)
    transform = Affine.from_gdal(*transform[:6])
    with rasterio.open(
        raster_output_path,
        "w",
        driver="GTiff",
        height=values.shape[0],
        width=values.shape[1],
        count=1,
        dtype=values.dtype,
        crs=labels.rio.crs,
        transform=transform,
        compress="deflate",
    ) as file:
        file.write(values, 1)
