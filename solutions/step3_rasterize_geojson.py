"""Step 3: burn the polygons into a mask on the grid of the raster."""

import numpy as np
import rioxarray  # noqa: F401  (adds .rio to every DataArray)
import xarray as xr
from geopandas import GeoDataFrame
from rasterio.features import rasterize


def rasterize_geojson(
    data_array: xr.DataArray, training_classes: GeoDataFrame
) -> tuple[np.ndarray, dict[str, int]]:
    """Return the uint8 mask (y, x) of class ids and the mapping of class name to id."""
    # Ids belong to class names, not to rows: a class may have several rows.
    names = training_classes["class"].unique()
    mapping = {name: number for number, name in enumerate(names, start=1)}
    mask = rasterize(
        zip(training_classes.geometry, training_classes["class"].map(mapping), strict=True),
        out_shape=data_array.rio.shape,
        transform=data_array.rio.transform(),
        fill=0,
        dtype="uint8",
    )
    return mask, mapping
