"""Writes a nodata value on the raster of the caller.

Diagnosis: inputs-changed
"""

import numpy as np
import rioxarray  # noqa: F401
from geopandas import GeoDataFrame
from rasterio.features import rasterize
from xarray import DataArray


def rasterize_geojson(
    data_array: DataArray, training_classes: GeoDataFrame
) -> tuple[np.ndarray, dict[str, int]]:
    data_array.rio.write_nodata(0, inplace=True)
    mapping = {name: i for i, name in enumerate(training_classes["class"].unique(), start=1)}
    shapes = [(geometry, mapping[name]) for geometry, name in zip(training_classes.geometry, training_classes["class"])]
    mask = rasterize(
        shapes, out_shape=data_array.rio.shape, transform=data_array.rio.transform(), dtype="uint8"
    )
    return mask, mapping
