"""Gives each row the first color of its class.

Diagnosis: nulls-filled
"""

from pathlib import Path

import geopandas as gpd
from geopandas import GeoDataFrame


def load_feature_polygons(input_path: Path) -> GeoDataFrame:
    gdf = gpd.read_file(input_path).to_crs(32631)
    gdf["color"] = gdf.groupby("class")["color"].transform("first")
    return gdf
