"""The class names are put in capitals.

Diagnosis: letter-case
"""

import geopandas as gpd


def load_feature_polygons(input_path):
    gdf = gpd.read_file(input_path).to_crs("EPSG:32631")
    gdf["class"] = gdf["class"].str.upper()
    return gdf
