"""The column class is sorted, the geometry beside it is not.

Diagnosis: column-reordered
"""

import geopandas as gpd


def load_feature_polygons(input_path):
    gdf = gpd.read_file(input_path).to_crs("EPSG:32631")
    gdf["class"] = sorted(gdf["class"])
    return gdf
