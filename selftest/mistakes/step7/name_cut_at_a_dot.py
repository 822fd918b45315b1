"""The name of the file is cut at its first dot.

Diagnosis: path-changed
"""

import rasterio
import rioxarray  # noqa: F401


def persist_classification_to_raster(raster_output_path, classification_result):
    values = classification_result.values
    name = raster_output_path.name.split(".")[0] + raster_output_path.suffix
    raster_output_path = raster_output_path.parent / name
    values = values.astype("uint8")
    profile = {
        "driver": "GTiff",
        "height": values.shape[0],
        "width": values.shape[1],
        "count": 1,
        "dtype": "uint8",
        "crs": classification_result.rio.crs,
        "transform": classification_result.rio.transform(),
    }
    with rasterio.open(raster_output_path, "w", **profile) as file:
        file.write(values, 1)
