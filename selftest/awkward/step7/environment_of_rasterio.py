"""Settings of GDAL are made for good, and the file is written through memory."""

import io
import os

import numpy as np
import rasterio
from rasterio.io import MemoryFile

os.environ["GDAL_CACHEMAX"] = "16"
os.environ["GDAL_PAM_ENABLED"] = "YES"
ENVIRONMENT = rasterio.Env(GDAL_NUM_THREADS="ALL_CPUS", CPL_DEBUG=False)
ENVIRONMENT.__enter__()


def persist_classification_to_raster(raster_output_path, classification_result):
    values = classification_result.values.astype(np.min_scalar_type(int(classification_result.max())))
    profile = {
        "driver": "GTiff",
        "count": 1,
        "height": values.shape[0],
        "width": values.shape[1],
        "dtype": values.dtype,
        "crs": classification_result.rio.crs,
        "transform": classification_result.rio.transform(),
    }
    with MemoryFile() as memory:
        with memory.open(**profile) as file:
            file.write(values, 1)
        raster_output_path.write_bytes(io.BytesIO(memory.read()).getvalue())
