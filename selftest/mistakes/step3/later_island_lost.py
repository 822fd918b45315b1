"""Takes each class's area minus that of all classes before it, holes filled by the union of outer rings.

Diagnosis: hole-erases
"""

import numpy as np
import rioxarray  # noqa: F401
import shapely
from geopandas import GeoDataFrame
from rasterio.features import rasterize
from shapely.geometry import Polygon
from xarray import DataArray


def rasterize_geojson(
    data_array: DataArray, training_classes: GeoDataFrame
) -> tuple[np.ndarray, dict[str, int]]:
    mapping = {name: i for i, name in enumerate(training_classes["class"].unique(), start=1)}
    used = Polygon()
    shapes = []
    for geometry, name in zip(training_classes.geometry, training_classes["class"]):
        free = shapely.make_valid(geometry).difference(used)
        outer = [Polygon(part.exterior) for part in getattr(geometry, "geoms", [geometry])]
        used = shapely.union_all([used, *shapely.make_valid(outer)])
        if not free.is_empty:
            shapes.append((free, mapping[name]))
    mask = rasterize(
        shapes, out_shape=data_array.rio.shape, transform=data_array.rio.transform(), dtype="uint8"
    )
    return mask, mapping
