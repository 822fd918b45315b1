"""Makes integers of all numbers.

Diagnosis: none
"""

from pathlib import Path

import geopandas as gpd
from geopandas import GeoDataFrame


def load_feature_polygons(input_path: Path) -> GeoDataFrame:
    gdf = gpd.read_file(input_path).to_crs(32631)
    for c in gdf.select_dtypes("number"):
        gdf[c] = gdf[c].fillna(0).astype(int)
    return gdf
