"""Rows with a missing value in some column are dropped.

Diagnosis: no-rows
"""

import geopandas as gpd


def load_feature_polygons(input_path):
    return gpd.read_file(input_path).dropna().to_crs("EPSG:32631")
