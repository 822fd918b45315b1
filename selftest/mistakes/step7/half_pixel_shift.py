"""The centre of the first pixel is taken for its corner.

Diagnosis: half-pixel
"""

import rasterio
import rioxarray  # noqa: F401


def persist_classification_to_raster(raster_output_path, classification_result):
    pixels = classification_result.values.astype("uint8")
    crs = classification_result.rio.crs
    x, y = classification_result.x.values, classification_result.y.values
    transform = rasterio.transform.from_origin(x[0], y[0], x[1] - x[0], y[0] - y[1])
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
