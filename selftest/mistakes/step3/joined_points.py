"""Joins pixel centres to polygons and drops equal rows: a pixel under two classes comes twice and the reshape fails.

Diagnosis: raised
"""

import geopandas as gpd
import numpy as np
import rioxarray  # noqa: F401
from geopandas import GeoDataFrame
from xarray import DataArray


def rasterize_geojson(
    data_array: DataArray, training_classes: GeoDataFrame
) -> tuple[np.ndarray, dict[str, int]]:
    mapping = {name: i for i, name in enumerate(training_classes["class"].unique(), start=1)}
    height, width = data_array.rio.shape
    xs, ys = np.meshgrid(data_array.x.values, data_array.y.values)
    points = GeoDataFrame(geometry=gpd.points_from_xy(xs.ravel(), ys.ravel()), crs=training_classes.crs)
    joined = points.sjoin(training_classes[["class", "geometry"]], how="left", predicate="within")
    joined["centre"] = joined.index
    joined = joined.drop_duplicates(["centre", "class"])
    ids = joined["class"].map(mapping).fillna(0).to_numpy("uint8")
    return ids.reshape(height, width), mapping
