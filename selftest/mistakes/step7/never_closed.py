"""The file is never closed, so nothing is written to the disk.

Diagnosis: all-zero
"""

import rasterio
import rioxarray  # noqa: F401

opened = []


def persist_classification_to_raster(raster_output_path, classification_result):
    pixels = classification_result.values.astype("uint8")
    crs = classification_result.rio.crs
    transform = classification_result.rio.transform()
    destination = rasterio.open(
        raster_output_path,
        "w",
        driver="GTiff",
        height=pixels.shape[0],
        width=pixels.shape[1],
        count=1,
        dtype=pixels.dtype,
        crs=crs,
        transform=transform,
    )
    opened.append(destination)
    destination.write(pixels, 1)
