"""The column color is sorted, so that rows have the colour of other rows.

Diagnosis: column-reordered
"""

import geopandas as gpd


def load_feature_polygons(input_path):
    gdf = gpd.read_file(input_path).to_crs("EPSG:32631")
    gdf["color"] = sorted(gdf["color"])[::-1]
    return gdf
