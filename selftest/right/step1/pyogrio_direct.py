"""Reads with pyogrio, without going through geopandas."""

import pyogrio
from pyproj import CRS

UTM31 = CRS.from_epsg(32631)


def load_feature_polygons(input_path):
    return pyogrio.read_dataframe(input_path).to_crs(UTM31)
