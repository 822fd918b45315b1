"""Nothing is converted: an int64 map gives an int64 file, compressed with deflate."""

import numpy as np
import rioxarray  # noqa: F401


def persist_classification_to_raster(raster_output_path, classification_result):
    wide = classification_result.astype(np.int64)
    wide.rio.to_raster(str(raster_output_path), compress="deflate", driver="GTiff")
