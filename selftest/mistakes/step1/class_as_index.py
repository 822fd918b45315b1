"""The class becomes the index, so there is no column class any more.

Diagnosis: column-in-index
"""

import geopandas as gpd


def load_feature_polygons(input_path):
    return gpd.read_file(input_path).to_crs("EPSG:32631").set_index("class")
