"""A cloud optimised GeoTIFF, which brings its own overviews."""

import numpy as np
import rioxarray  # noqa: F401


def persist_classification_to_raster(raster_output_path, classification_result):
    cog = classification_result.astype(np.uint8)
    cog.rio.to_raster(
        raster_output_path,
        driver="COG",
        compress="LZW",
        overview_resampling="nearest",
    )
