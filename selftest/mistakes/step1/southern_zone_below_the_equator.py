"""Switches to zone 31 south (32731) for polygons south of the equator.

Diagnosis: crs-wrong
"""

from pathlib import Path

import geopandas as gpd
from geopandas import GeoDataFrame


def load_feature_polygons(input_path: Path) -> GeoDataFrame:
    gdf = gpd.read_file(input_path)
    _, miny, _, maxy = gdf.total_bounds
    epsg = 32731 if (miny + maxy) / 2 < 0 else 32631
    return gdf.to_crs(epsg=epsg)
