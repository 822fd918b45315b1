"""Each class gets a band of its own.

Diagnosis: band-per-class
"""

import numpy as np
import rasterio
import rioxarray  # noqa: F401


def persist_classification_to_raster(raster_output_path, classification_result):
    pixels = classification_result.values.astype("uint8")
    planes = [pixels == i for i in np.unique(pixels)]
    crs = classification_result.rio.crs
    transform = classification_result.rio.transform()
    with rasterio.open(
        raster_output_path,
        "w",
        driver="GTiff",
        height=pixels.shape[0],
        width=pixels.shape[1],
        count=len(planes),
        dtype=pixels.dtype,
        crs=crs,
        transform=transform,
    ) as destination:
        destination.write(np.stack(planes).astype("uint8"))
