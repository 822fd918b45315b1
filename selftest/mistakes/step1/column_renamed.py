"""The column class is renamed, because class is a word of Python.

Diagnosis: column-renamed
"""

import geopandas as gpd


def load_feature_polygons(input_path):
    gdf = gpd.read_file(input_path).to_crs("EPSG:32631")
    return gdf.rename(columns={"class": "class_name"})
