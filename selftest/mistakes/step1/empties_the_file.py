"""Opens the file for writing before reading it, to "make sure it exists".

Diagnosis: raised
"""

import geopandas as gpd


def load_feature_polygons(input_path):
    with open(input_path, "w", encoding="utf-8"):
        pass
    return gpd.read_file(input_path).to_crs("EPSG:32631")
