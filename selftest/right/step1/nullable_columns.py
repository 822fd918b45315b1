"""Has pandas choose nullable types."""

from pathlib import Path

import geopandas as gpd
from geopandas import GeoDataFrame


def load_feature_polygons(input_path: Path) -> GeoDataFrame:
    return gpd.read_file(input_path).convert_dtypes().to_crs(32631)
