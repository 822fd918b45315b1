"""Takes maps of int64 and uint8 only.

Diagnosis: raised
"""

import rasterio
import rioxarray  # noqa: F401


def persist_classification_to_raster(raster_output_path, classification_result):
    values = classification_result.values
    if str(values.dtype) not in ("int64", "uint8"):
        raise TypeError(values.dtype)
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
