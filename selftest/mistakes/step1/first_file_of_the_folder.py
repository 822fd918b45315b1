"""Reads the first GeoJSON of the folder.

Diagnosis: raised, remembers
"""

from pathlib import Path

import geopandas as gpd
from geopandas import GeoDataFrame


def load_feature_polygons(input_path: Path) -> GeoDataFrame:
    return gpd.read_file(next(input_path.parent.glob("*.geojson"))).to_crs(32631)
