"""The name of the file is cut at its first dot.

Diagnosis: raised
"""

from pathlib import Path

import geopandas as gpd
from geopandas import GeoDataFrame


def load_feature_polygons(input_path: Path) -> GeoDataFrame:
    gdf = gpd.read_file(str(input_path).split(".")[0] + ".geojson").to_crs(32631)

    return gdf
