"""Only the two columns the text names are kept.

Diagnosis: columns-dropped
"""

import geopandas as gpd


def load_feature_polygons(input_path):
    gdf = gpd.read_file(input_path, columns=["class", "color"])
    return gdf.to_crs("EPSG:32631")
