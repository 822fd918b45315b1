"""Step 1: load the polygons and bring them to the CRS of the raster."""

from pathlib import Path

import geopandas as gpd

TILE_CRS = "EPSG:32631"  # UTM zone 31 north, the zone of tile T31TCJ


def load_feature_polygons(input_path: Path) -> gpd.GeoDataFrame:
    """Read the polygons of a GeoJSON file, in metres east and north."""
    # GeoJSON is in longitude and latitude; to_crs moves the coordinates, set_crs would only
    # rename them.
    return gpd.read_file(input_path).to_crs(TILE_CRS)
