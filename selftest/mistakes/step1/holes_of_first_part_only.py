"""Only the first part of a MultiPolygon keeps its holes.

Diagnosis: holes-filled
"""

from pathlib import Path

import geopandas as gpd
from geopandas import GeoDataFrame
from shapely.geometry import MultiPolygon, Polygon


def load_feature_polygons(input_path: Path) -> GeoDataFrame:
    gdf = gpd.read_file(input_path).to_crs(epsg=32631)

    def f(g):
        ps = list(g.geoms)
        return MultiPolygon([ps[0]] + [Polygon(p.exterior) for p in ps[1:]])

    gdf["geometry"] = [f(g) if g.geom_type == "MultiPolygon" else g for g in gdf.geometry]
    return gdf
