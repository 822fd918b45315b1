"""Lambert 93, the CRS of French maps.

Diagnosis: crs-wrong
"""

import geopandas as gpd


def load_feature_polygons(input_path):
    return gpd.read_file(input_path).to_crs(2154)
