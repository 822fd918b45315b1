"""A list of shapes is returned instead of a table.

Diagnosis: wrong-type
"""

import geopandas as gpd


def load_feature_polygons(input_path):
    return list(gpd.read_file(input_path).to_crs("EPSG:32631").geometry)
