"""The place is in a world file beside a TIFF that does not know it.

Diagnosis: georeference-missing
"""

import rasterio
import rioxarray  # noqa: F401


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
    a = classification_result.rio.transform()
    numbers = [a.a, a.d, a.b, a.e, a.c + a.a / 2, a.f + a.e / 2]
    world = raster_output_path.with_suffix(".tfw")
    world.write_text("\n".join(str(number) for number in numbers))
