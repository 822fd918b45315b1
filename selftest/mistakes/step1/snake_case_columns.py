"""Tidies the names of the columns.

Diagnosis: column-renamed
"""

from pathlib import Path

import geopandas as gpd
from geopandas import GeoDataFrame


def load_feature_polygons(input_path: Path) -> GeoDataFrame:
    import re

    gdf = gpd.read_file(input_path).to_crs(32631)
    return gdf.rename(columns={c: re.sub(r"\W+", "_", c).lower() for c in gdf.columns})
