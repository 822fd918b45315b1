"""Each polygon is replaced by its bounding box.

Diagnosis: bounding-boxes
"""

import geopandas as gpd


def load_feature_polygons(input_path):
    gdf = gpd.read_file(input_path).to_crs("EPSG:32631")
    gdf["geometry"] = gdf.geometry.envelope
    return gdf
