"""The ids are replaced by 1, 2, 3 with numpy.unique.

Diagnosis: ids-from-1
"""

import numpy as np
import rasterio
import rioxarray  # noqa: F401


def persist_classification_to_raster(raster_output_path, classification_result):
    _, inverse = np.unique(classification_result.values, return_inverse=True)
    pixels = inverse.reshape(classification_result.shape).astype("uint8")
    crs = classification_result.rio.crs
    transform = classification_result.rio.transform()
    with rasterio.open(
        raster_output_path,
        "w",
        driver="GTiff",
        height=pixels.shape[0],
        width=pixels.shape[1],
        count=1,
        dtype=pixels.dtype,
        crs=crs,
        transform=transform,
    ) as destination:
        destination.write(pixels, 1)
