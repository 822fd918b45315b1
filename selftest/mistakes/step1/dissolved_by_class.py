"""Rows of one class are merged into one row.

Diagnosis: one-row-per-class
"""

import geopandas as gpd


def load_feature_polygons(input_path):
    return gpd.read_file(input_path).to_crs("EPSG:32631").dissolve("class").reset_index()
