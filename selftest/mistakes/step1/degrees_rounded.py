"""The degrees are rounded to five decimals, about a metre.

Diagnosis: rounded
"""

import geopandas as gpd
import numpy as np
import shapely


def load_feature_polygons(input_path):
    gdf = gpd.read_file(input_path)
    gdf["geometry"] = shapely.transform(gdf.geometry.to_numpy(), lambda xy: np.round(xy, 5))
    return gdf.to_crs("EPSG:32631")
