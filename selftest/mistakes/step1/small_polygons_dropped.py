"""Polygons smaller than ten pixels are dropped.

Diagnosis: small-dropped
"""

import geopandas as gpd


def load_feature_polygons(input_path):
    gdf = gpd.read_file(input_path).to_crs("EPSG:32631")
    return gdf[gdf.area > 10 * 60 * 60]
