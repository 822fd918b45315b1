"""Selects the rows by SQL."""

from pathlib import Path

import geopandas as gpd
from geopandas import GeoDataFrame


def load_feature_polygons(input_path: Path) -> GeoDataFrame:
    return gpd.read_file(str(input_path), sql=None, use_arrow=False).to_crs(crs="epsg:32631")
