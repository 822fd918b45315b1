"""Of a MultiPolygon two parts are kept.

Diagnosis: part-lost
"""

from pathlib import Path

import geopandas as gpd
from geopandas import GeoDataFrame
from shapely.geometry import MultiPolygon


def load_feature_polygons(input_path: Path) -> GeoDataFrame:
    gdf = gpd.read_file(input_path).to_crs(epsg=32631)
    gdf["geometry"] = [
        MultiPolygon(list(g.geoms)[:2]) if g.geom_type == "MultiPolygon" else g
        for g in gdf.geometry
    ]
    return gdf
