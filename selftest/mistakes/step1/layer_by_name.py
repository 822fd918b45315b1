"""The layer is asked for by the name it has in one file.

Diagnosis: raised
"""

from pathlib import Path

import geopandas as gpd
from geopandas import GeoDataFrame


def load_feature_polygons(input_path: Path) -> GeoDataFrame:
    gdf = gpd.read_file(input_path, layer="polygons").to_crs(32631)

    return gdf
