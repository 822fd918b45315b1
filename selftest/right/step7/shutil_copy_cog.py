"""A plain file in memory is copied to a cloud optimised one."""

import numpy as np
import rasterio
import rioxarray  # noqa: F401
from affine import Affine


def persist_classification_to_raster(raster_output_path, classification_result):
    import rasterio.shutil
    from rasterio.io import MemoryFile

    with MemoryFile(ext=".tif") as memory:
        classification_result.astype("int32").rio.to_raster(memory.name)
        rasterio.shutil.copy(
            memory.name, str(raster_output_path), driver="COG", compress="ZSTD", level=9
        )
