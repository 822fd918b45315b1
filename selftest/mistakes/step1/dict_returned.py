"""A dict of class name to geometry is returned.

Diagnosis: wrong-type
"""

import geopandas as gpd


def load_feature_polygons(input_path):
    gdf = gpd.read_file(input_path).to_crs("EPSG:32631")
    return dict(zip(gdf["class"], gdf.geometry))
