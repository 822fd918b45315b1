"""Drops a row that is there twice.

Diagnosis: unusual-dropped
"""

from pathlib import Path

import geopandas as gpd
from geopandas import GeoDataFrame


def load_feature_polygons(input_path: Path) -> GeoDataFrame:
    gdf = gpd.read_file(input_path).to_crs(32631)
    return gdf.drop_duplicates()
