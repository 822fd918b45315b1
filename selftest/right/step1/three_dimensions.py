"""Every corner has an altitude of 0 as well."""

import geopandas as gpd


def load_feature_polygons(input_path):
    gdf = gpd.read_file(input_path).to_crs("EPSG:32631")
    return gdf.set_geometry(gdf.force_3d())
