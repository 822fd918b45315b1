"""Long edges get more points, so that they stay straight on the globe."""

import geopandas as gpd


def load_feature_polygons(input_path):
    gdf = gpd.read_file(input_path)
    return gdf.set_geometry(gdf.segmentize(0.001)).to_crs("EPSG:32631")
