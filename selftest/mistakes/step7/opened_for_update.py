"""A file that is there is opened for update: it keeps its place and its CRS.

Diagnosis: keeps-existing
"""

from pathlib import Path
import rasterio
import rioxarray


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
