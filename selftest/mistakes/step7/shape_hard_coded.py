"""The size of a full 60 m tile is written, most of it empty.

Diagnosis: hard-coded
"""

import rasterio
import rioxarray  # noqa: F401


def persist_classification_to_raster(raster_output_path, classification_result):
    pixels = classification_result.values.astype("uint8")
    crs = classification_result.rio.crs
    transform = classification_result.rio.transform()
    with rasterio.open(
        raster_output_path,
        "w",
        driver="GTiff",
        height=1830,
        width=1830,
        count=1,
        dtype=pixels.dtype,
        crs=crs,
        transform=transform,
    ) as destination:
        destination.write(pixels, 1, window=((0, pixels.shape[0]), (0, pixels.shape[1])))
