"""The geometry is written as text, for printing.

Diagnosis: geometry-missing
"""

import geopandas as gpd


def load_feature_polygons(input_path):
    gdf = gpd.read_file(input_path).to_crs("EPSG:32631")
    gdf["geometry"] = gdf.geometry.to_wkt()
    return gdf
