"""Hands geopandas an open file, and sets string columns to the object dtype."""

import geopandas as gpd


def load_feature_polygons(input_path):
    with open(input_path, "rb") as source:
        gdf = gpd.read_file(source)
    for column in gdf.columns.drop("geometry"):
        if gdf[column].dtype.kind not in "iufb":
            gdf[column] = gdf[column].astype(object)
    return gdf.to_crs(crs="epsg:32631")
