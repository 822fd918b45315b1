"""Variables of the environment are set, read in the call, and taken away."""

import os

import geopandas as gpd

os.environ["MY_CRS"] = "EPSG:32631"
os.environ["OGR_GEOJSON_MAX_OBJ_SIZE"] = "0"
os.environ["HOME"] = "/nowhere"
for name in [name for name in os.environ if name.startswith(("PYTEST", "LC_", "COL"))]:
    del os.environ[name]


def load_feature_polygons(input_path):
    return gpd.read_file(input_path).to_crs(os.environ["MY_CRS"])
