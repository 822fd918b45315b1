"""A second column has the polygons in metres, the active one stays in degrees.

Diagnosis: active-geometry, crs-wrong
"""

import geopandas as gpd


def load_feature_polygons(input_path):
    gdf = gpd.read_file(input_path)
    gdf["geometry_utm"] = gdf.geometry.to_crs("EPSG:32631")
    return gdf
