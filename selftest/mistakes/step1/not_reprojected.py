"""The polygons stay in longitude and latitude.

Diagnosis: crs-wrong, not-reprojected
"""

import geopandas as gpd


def load_feature_polygons(input_path):
    return gpd.read_file(input_path)
