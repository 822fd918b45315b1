"""The corners go through a sorted set to drop the repeated one, and lose their order.

Diagnosis: corners-order
"""

import geopandas as gpd
from shapely.geometry import MultiPolygon, Polygon


def ordered(ring):
    return sorted(set(ring.coords))


def rebuilt(geometry):
    if geometry.geom_type == "MultiPolygon":
        return MultiPolygon([rebuilt(part) for part in geometry.geoms])
    return Polygon(ordered(geometry.exterior), [ordered(ring) for ring in geometry.interiors])


def load_feature_polygons(input_path):
    gdf = gpd.read_file(input_path).to_crs("EPSG:32631")
    gdf["geometry"] = gdf.geometry.apply(rebuilt)
    return gdf
