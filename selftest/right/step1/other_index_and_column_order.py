"""The index is 10, 20, 30 and the columns come in another order."""

import geopandas as gpd


def load_feature_polygons(input_path):
    gdf = gpd.read_file(input_path).to_crs("EPSG:32631")
    gdf.index = [10 * (i + 1) for i in range(len(gdf))]
    return gdf[sorted(gdf.columns, reverse=True)]
