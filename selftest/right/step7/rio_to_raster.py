"""The shortest answer: rioxarray writes it, as uint8."""

from pathlib import Path

import rioxarray  # noqa: F401
from xarray import DataArray


def persist_classification_to_raster(
    raster_output_path: Path, classification_result: DataArray
) -> None:
    classification_result.astype("uint8").rio.to_raster(raster_output_path)
