"""The function is made when the module is asked for it."""

import geopandas as gpd

EPSG = {"load_feature_polygons": 32631}


def __getattr__(name):
    if name not in EPSG:
        raise AttributeError(name)
    return lambda path: gpd.read_file(path).to_crs(EPSG[name])
