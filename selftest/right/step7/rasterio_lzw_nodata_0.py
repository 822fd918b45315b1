"""Plain rasterio, with LZW and the nodata tag 0."""

import numpy as np
import rasterio
import rioxarray  # noqa: F401


def persist_classification_to_raster(raster_output_path, classification_result):
    pixels = np.asarray(classification_result.values, dtype=np.uint8)
    height, width = pixels.shape
    with rasterio.open(
        raster_output_path,
        "w",
        driver="GTiff",
        height=height,
        width=width,
        count=1,
        dtype=pixels.dtype,
        crs=classification_result.rio.crs,
        transform=classification_result.rio.transform(),
        nodata=0,
        compress="lzw",
    ) as destination:
        destination.write(pixels, 1)
