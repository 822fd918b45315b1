"""It warns, and has every warning of its own raised and caught again."""

import warnings

import geopandas as gpd

warnings.simplefilter("error")


def load_feature_polygons(input_path):
    try:
        warnings.warn("longitude and latitude", UserWarning, stacklevel=2)
    except UserWarning:
        frame = gpd.read_file(input_path)
    warnings.simplefilter("always")
    warnings.warn("coordinates are moved", RuntimeWarning, stacklevel=2)
    warnings.simplefilter("error")
    return frame.to_crs(32631)
