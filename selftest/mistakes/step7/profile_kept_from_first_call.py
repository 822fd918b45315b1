"""The profile of the first call is kept in a global and used again.

Diagnosis: crs-wrong, earlier-call
"""

import rasterio
import rioxarray  # noqa: F401

place = {}


def persist_classification_to_raster(raster_output_path, classification_result):
    pixels = classification_result.values.astype("uint8")
    place.setdefault("crs", classification_result.rio.crs)
    place.setdefault("transform", classification_result.rio.transform())
    with rasterio.open(
        raster_output_path,
        "w",
        driver="GTiff",
        height=pixels.shape[0],
        width=pixels.shape[1],
        count=1,
        dtype=pixels.dtype,
        **place,
    ) as destination:
        destination.write(pixels, 1)
