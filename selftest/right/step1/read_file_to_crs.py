"""The shortest answer: geopandas does all."""

from pathlib import Path

import geopandas as gpd


def load_feature_polygons(input_path: Path) -> gpd.GeoDataFrame:
    return gpd.read_file(input_path).to_crs("EPSG:32631")
