"""Complex integers.

Diagnosis: dtype
"""

import numpy as np
import rasterio
import rioxarray  # noqa: F401
from affine import Affine


def persist_classification_to_raster(raster_output_path, classification_result):
    with rasterio.open(
        raster_output_path,
        "w",
        driver="GTiff",
        count=1,
        dtype="complex_int16",
        height=classification_result.shape[0],
        width=classification_result.shape[1],
        crs=classification_result.rio.crs,
        transform=classification_result.rio.transform(),
    ) as f:
        f.write(classification_result.values.astype("complex64"), 1)
