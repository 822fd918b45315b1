"""The GeoDataFrame is made and not returned.

Diagnosis: returns-none
"""

import geopandas as gpd


def load_feature_polygons(input_path):
    gdf = gpd.read_file(input_path).to_crs("EPSG:32631")
    print(gdf)
