"""The numbers of the transform are in GDAL order, given to Affine.

Diagnosis: gdal-order
"""

import rasterio
import rioxarray  # noqa: F401


def persist_classification_to_raster(raster_output_path, classification_result):
    pixels = classification_result.values.astype("uint8")
    crs = classification_result.rio.crs
    a = classification_result.rio.transform()
    transform = rasterio.Affine(a.c, a.a, a.b, a.f, a.d, a.e)
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
