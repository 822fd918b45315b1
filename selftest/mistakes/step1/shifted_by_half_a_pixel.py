"""The polygons are moved by 30 m to fit the pixel centres.

Diagnosis: shifted
"""

import geopandas as gpd


def load_feature_polygons(input_path):
    gdf = gpd.read_file(input_path).to_crs("EPSG:32631")
    return gdf.set_geometry(gdf.translate(30, -30))
