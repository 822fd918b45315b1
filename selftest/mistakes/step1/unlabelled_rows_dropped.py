"""Drops the rows whose class is still empty.

Diagnosis: unusual-dropped
"""

from pathlib import Path

import geopandas as gpd
from geopandas import GeoDataFrame


def load_feature_polygons(input_path: Path) -> GeoDataFrame:
    gdf = gpd.read_file(input_path).to_crs("EPSG:32631")
    return gdf.dropna(subset=["class"]).reset_index(drop=True)
