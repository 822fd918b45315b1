"""A functools.partial stands where the function should be."""

import functools

import geopandas as gpd


def load(path, crs):
    return gpd.read_file(path).to_crs(crs)


load_feature_polygons = functools.partial(load, crs="EPSG:32631")
