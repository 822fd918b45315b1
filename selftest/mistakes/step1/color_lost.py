"""Only the class and the geometry are kept.

Diagnosis: columns-dropped
"""

import geopandas as gpd


def load_feature_polygons(input_path):
    return gpd.read_file(input_path)[["class", "geometry"]].to_crs("EPSG:32631")
