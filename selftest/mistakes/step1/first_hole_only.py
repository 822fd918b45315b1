"""Keeps only the first hole of a polygon.

Diagnosis: holes-filled
"""

from pathlib import Path

import geopandas as gpd
from geopandas import GeoDataFrame
from shapely.geometry import MultiPolygon, Polygon


def load_feature_polygons(input_path: Path) -> GeoDataFrame:
    def f(p):
        return Polygon(p.exterior, p.interiors[:1])

    gdf = gpd.read_file(input_path).to_crs(32631)
    gdf["geometry"] = [
        f(g) if g.geom_type == "Polygon" else MultiPolygon([f(p) for p in g.geoms])
        for g in gdf.geometry
    ]
    return gdf
