"""By way of a Dataset with one variable, and its to_raster."""

import numpy as np
import rasterio
import rioxarray  # noqa: F401
from affine import Affine


def persist_classification_to_raster(raster_output_path, classification_result):
    ds = classification_result.to_dataset(name="classification").astype("uint8")
    ds = ds.rio.write_crs(classification_result.rio.crs)
    ds["classification"].attrs["long_name"] = "class id"
    ds.rio.to_raster(raster_output_path, tags={"made": "by hand"})
