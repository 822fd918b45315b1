"""The first page of the file is a preview, the map is the second.

Diagnosis: other-page
"""

import rasterio
import rasterio.shutil
import rioxarray  # noqa: F401
from rasterio.io import MemoryFile


def persist_classification_to_raster(raster_output_path, classification_result):
    pixels = classification_result.values.astype("uint8")
    for n, page in enumerate([pixels[::3, ::3], pixels]):
        with MemoryFile() as memory:
            with memory.open(
                driver="GTiff",
                height=page.shape[0],
                width=page.shape[1],
                count=1,
                dtype=page.dtype,
                crs=classification_result.rio.crs,
                transform=classification_result.rio.transform(),
            ) as destination:
                destination.write(page, 1)
            with memory.open() as source:
                options = {"APPEND_SUBDATASET": "YES"} if n else {}
                rasterio.shutil.copy(source, raster_output_path, driver="GTiff", **options)
