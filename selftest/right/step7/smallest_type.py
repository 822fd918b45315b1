"""The smallest type is asked of rasterio, and the source has Windows line ends."""

import warnings

import rioxarray  # noqa: F401
from rasterio.dtypes import get_minimum_dtype


def persist_classification_to_raster(raster_output_path, classification_result, compress="DEFLATE"):
    values = classification_result.values
    dtype = get_minimum_dtype([int(values.min()), int(values.max())])
    warnings.warn(f"writing {dtype}", stacklevel=2)
    print(values)
    small = classification_result.astype(dtype)
    small = small.rio.write_nodata(0)
    small.rio.to_raster(raster_output_path, compress=compress, zlevel=9)
