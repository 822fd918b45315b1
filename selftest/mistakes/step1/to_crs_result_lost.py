"""The result of to_crs is thrown away.

Diagnosis: crs-wrong, not-reprojected
"""

import geopandas as gpd


def load_feature_polygons(input_path):
    gdf = gpd.read_file(input_path)
    gdf.to_crs("EPSG:32631")
    return gdf
