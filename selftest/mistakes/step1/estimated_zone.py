"""The zone is estimated from the data with estimate_utm_crs.

Diagnosis: crs-wrong
"""

import geopandas as gpd


def load_feature_polygons(input_path):
    gdf = gpd.read_file(input_path)
    return gdf.to_crs(gdf.estimate_utm_crs())
