"""Reads the first GeoJSON file of the folder instead of the one asked.

Diagnosis: remembers
"""

from pathlib import Path

import geopandas as gpd
from geopandas import GeoDataFrame


def load_feature_polygons(input_path: Path) -> GeoDataFrame:
    folder = input_path if input_path.is_dir() else input_path.parent
    return gpd.read_file(sorted(folder.glob("*.*json"))[0]).to_crs("EPSG:32631")
