"""Writes the bytes of a file in memory."""

from pathlib import Path

from xarray import DataArray


def persist_classification_to_raster(
    raster_output_path: Path, classification_result: DataArray
) -> None:
    from rasterio.io import MemoryFile

    with MemoryFile() as m:
        with m.open(
            driver="GTiff",
            dtype="uint8",
            count=1,
            height=classification_result.shape[0],
            width=classification_result.shape[1],
            crs=classification_result.rio.crs,
            transform=classification_result.rio.transform(),
        ) as d:
            d.write(classification_result.values.astype("uint8"), 1)
        Path(raster_output_path).write_bytes(m.read())
