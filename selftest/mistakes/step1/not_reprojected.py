"""The polygons stay in longitude and latitude."""

import geopandas as gpd


def load_feature_polygons(input_path):
    return gpd.read_file(input_path)
