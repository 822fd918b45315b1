"""Only rows that are a Polygon are kept.

Diagnosis: multipolygons-dropped
"""

import geopandas as gpd


def load_feature_polygons(input_path):
    gdf = gpd.read_file(input_path).to_crs("EPSG:32631")
    return gdf[gdf.geom_type == "Polygon"]
