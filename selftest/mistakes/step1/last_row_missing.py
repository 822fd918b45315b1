"""The last row is left out.

Diagnosis: row-missing
"""

from pathlib import Path

import geopandas as gpd
from geopandas import GeoDataFrame


def load_feature_polygons(input_path: Path) -> GeoDataFrame:
    gdf = gpd.read_file(input_path).to_crs(epsg=32631)
    gdf = gdf.iloc[:-1]
    return gdf
