"""Lambert 93, the CRS of French maps."""

import geopandas as gpd


def load_feature_polygons(input_path):
    return gpd.read_file(input_path).to_crs(2154)
