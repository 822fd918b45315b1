"""Puts the map into the north, whatever its zone.

Diagnosis: crs-wrong
"""

from pathlib import Path

from xarray import DataArray


def persist_classification_to_raster(
    raster_output_path: Path, classification_result: DataArray
) -> None:
    d = classification_result
    zone = int(d.rio.crs.to_wkt().split("UTM zone ")[1][:2])
    d.astype("uint8").rio.write_crs(32600 + zone).rio.to_raster(raster_output_path)
