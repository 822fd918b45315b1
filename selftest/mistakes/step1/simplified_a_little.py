"""The polygons are simplified by one metre, so that curves lose corners.

Diagnosis: simplified
"""

import geopandas as gpd


def load_feature_polygons(input_path):
    gdf = gpd.read_file(input_path).to_crs("EPSG:32631")
    return gdf.set_geometry(gdf.simplify(1))
