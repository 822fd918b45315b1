"""The polygons are brought to zone 32 instead of zone 31.

Diagnosis: crs-wrong
"""

import geopandas as gpd


def load_feature_polygons(input_path):
    return gpd.read_file(input_path).to_crs("EPSG:32632")
