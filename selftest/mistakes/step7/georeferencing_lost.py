"""Only the pixels are saved, as a picture.

Diagnosis: georeference-missing
"""

import rasterio


def persist_classification_to_raster(raster_output_path, classification_result):
    pixels = classification_result.values.astype("uint8")
    with rasterio.open(
        raster_output_path,
        "w",
        driver="GTiff",
        height=pixels.shape[0],
        width=pixels.shape[1],
        count=1,
        dtype=pixels.dtype,
    ) as destination:
        destination.write(pixels, 1)
