"""Only the outer ring of a polygon is moved, so that holes are filled.

Diagnosis: holes-filled
"""

import geopandas as gpd
from shapely.geometry import MultiPolygon, Polygon


def without_holes(geometry):
    if geometry.geom_type == "MultiPolygon":
        return MultiPolygon([Polygon(part.exterior) for part in geometry.geoms])
    return Polygon(geometry.exterior)


def load_feature_polygons(input_path):
    gdf = gpd.read_file(input_path).to_crs("EPSG:32631")
    gdf["geometry"] = gdf.geometry.apply(without_holes)
    return gdf
