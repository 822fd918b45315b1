"""The transformer is used without always_xy, so longitude is taken for latitude.

Diagnosis: lon-lat-swapped
"""

import geopandas as gpd
from pyproj import Transformer
from shapely.ops import transform


def load_feature_polygons(input_path):
    gdf = gpd.read_file(input_path)
    project = Transformer.from_crs("EPSG:4326", "EPSG:32631").transform
    moved = [transform(project, geometry) for geometry in gdf.geometry]
    return gdf.set_geometry(gpd.GeoSeries(moved, index=gdf.index, crs="EPSG:32631"))
