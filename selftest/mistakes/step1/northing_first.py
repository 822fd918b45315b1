"""The corners come out as north, east.

Diagnosis: x-y-swapped
"""

import geopandas as gpd
import shapely


def load_feature_polygons(input_path):
    gdf = gpd.read_file(input_path).to_crs("EPSG:32631")
    gdf["geometry"] = shapely.transform(gdf.geometry.to_numpy(), lambda xy: xy[:, ::-1])
    return gdf
