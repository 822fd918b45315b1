"""Web Mercator, the CRS of web maps, also in metres.

Diagnosis: crs-wrong
"""

import geopandas as gpd


def load_feature_polygons(input_path):
    return gpd.read_file(input_path).to_crs("EPSG:3857")
