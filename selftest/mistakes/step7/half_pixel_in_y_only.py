"""The northing of the first centre is taken for that of the corner.

Diagnosis: half-pixel
"""

import rasterio
import rioxarray  # noqa: F401


def persist_classification_to_raster(raster_output_path, classification_result):
    pixels = classification_result.values.astype("uint8")
    crs = classification_result.rio.crs
    transform = classification_result.rio.transform()
    transform = rasterio.Affine(
        transform.a, 0, transform.c, 0, transform.e, float(classification_result.y[0])
    )
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
