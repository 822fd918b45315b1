"""An object that can be called stands where the function should be."""

import geopandas as gpd


class Loader:
    def __init__(self, epsg):
        self.epsg = epsg

    def __call__(self, input_path):
        return gpd.read_file(input_path).to_crs(self.epsg)


load_feature_polygons = Loader(32631)
