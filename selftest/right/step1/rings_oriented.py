"""Turns the rings as the standard asks for."""

from pathlib import Path

import geopandas as gpd
from geopandas import GeoDataFrame
from shapely.geometry import MultiPolygon


def load_feature_polygons(input_path: Path) -> GeoDataFrame:
    from shapely.geometry.polygon import orient

    def fix(g):
        if g.geom_type == "Polygon":
            return orient(g)
        return MultiPolygon([orient(p) for p in g.geoms])

    gdf = gpd.read_file(input_path)
    gdf["geometry"] = gdf["geometry"].apply(fix)
    return gdf.to_crs("EPSG:32631")
