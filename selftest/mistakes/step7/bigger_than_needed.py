"""One more row of zeros at the end.

Diagnosis: none
"""

import numpy as np
import rasterio
import rioxarray  # noqa: F401
from affine import Affine


def persist_classification_to_raster(raster_output_path, classification_result):
    c = classification_result.astype("uint8")
    with rasterio.open(
        raster_output_path,
        "w",
        driver="GTiff",
        count=1,
        dtype="uint8",
        height=c.shape[0] + 1,
        width=c.shape[1],
        crs=c.rio.crs,
        transform=c.rio.transform(),
    ) as f:
        f.write(c.values, 1, window=rasterio.windows.Window(0, 0, c.shape[1], c.shape[0]))
