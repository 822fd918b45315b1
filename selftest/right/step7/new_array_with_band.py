"""A new three-dimensional array (band, y, x) with one band is made and written."""

import numpy as np
import xarray as xr


def persist_classification_to_raster(raster_output_path, classification_result):
    import rioxarray  # noqa: F401

    cube = xr.DataArray(
        classification_result.values[np.newaxis].astype("uint8"),
        coords={"band": [1], "y": classification_result.y, "x": classification_result.x},
        dims=["band", "y", "x"],
    )
    cube = cube.rio.write_crs(classification_result.rio.crs)
    cube.rio.to_raster(raster_output_path, lock=None, windowed=False)
