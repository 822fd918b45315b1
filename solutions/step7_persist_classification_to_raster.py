"""Step 7: write the classification to a GeoTIFF."""

from pathlib import Path

import numpy as np
import rioxarray  # noqa: F401  (adds .rio to every DataArray)
import xarray as xr


def persist_classification_to_raster(
    raster_output_path: Path, classification_result: xr.DataArray
) -> None:
    """Write the class ids as a single-band GeoTIFF that a GIS puts at the right place."""
    # The smallest type that holds the ids: one byte a pixel instead of eight.
    smallest = np.min_scalar_type(int(classification_result.max()))
    ids = classification_result.values.astype(smallest)
    # A copy knows under what name the CRS is; astype of the DataArray would forget it.
    labels = classification_result.copy(data=ids).rio.write_nodata(0)
    # Class ids are names, not quantities: only a lossless compression keeps them.
    labels.rio.to_raster(raster_output_path, compress="deflate", tiled=True)
