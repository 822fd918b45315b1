"""The first file is kept in a global, every later call returns it again.

Diagnosis: remembers
"""

import geopandas as gpd

polygons = None


def load_feature_polygons(input_path):
    global polygons
    if polygons is None:
        polygons = gpd.read_file(input_path).to_crs("EPSG:32631")
    return polygons
