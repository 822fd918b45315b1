"""Each geometry is moved by hand with a pyproj Transformer."""

import geopandas as gpd
import numpy as np
import shapely
from pyproj import Transformer


def load_feature_polygons(input_path):
    frame = gpd.read_file(input_path)
    transformer = Transformer.from_crs(4326, 32631, always_xy=True)

    def move(corners):
        return np.column_stack(transformer.transform(corners[:, 0], corners[:, 1]))

    moved = shapely.transform(frame.geometry.to_numpy(), move)
    return frame.set_geometry(gpd.GeoSeries(moved, index=frame.index, crs=32631))
