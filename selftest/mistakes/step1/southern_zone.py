"""EPSG:32731, the southern half of zone 31: northings are 10000 km too large.

Diagnosis: crs-wrong
"""

import geopandas as gpd


def load_feature_polygons(input_path):
    return gpd.read_file(input_path).to_crs("EPSG:32731")
