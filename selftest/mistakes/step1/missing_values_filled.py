"""Missing values are replaced by a text.

Diagnosis: nulls-filled
"""

import geopandas as gpd


def load_feature_polygons(input_path):
    gdf = gpd.read_file(input_path).to_crs("EPSG:32631")
    for column in gdf.columns.drop("geometry"):
        gdf[column] = gdf[column].astype(object).fillna("none")
    return gdf
