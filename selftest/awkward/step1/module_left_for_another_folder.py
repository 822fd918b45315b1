"""The working directory is another one after the import, and after each call."""

import os
import tempfile

import geopandas as gpd

os.chdir(tempfile.gettempdir())


def load_feature_polygons(input_path):
    os.chdir(input_path.parent)
    frame = gpd.read_file(input_path.name)
    os.chdir("/")
    return frame.to_crs("EPSG:32631")
