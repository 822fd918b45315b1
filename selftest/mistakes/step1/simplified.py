"""The polygons are simplified, so that corners are lost.

Diagnosis: simplified
"""

import geopandas as gpd


def load_feature_polygons(input_path):
    gdf = gpd.read_file(input_path).to_crs("EPSG:32631")
    gdf["geometry"] = gdf.geometry.simplify(60)
    return gdf
