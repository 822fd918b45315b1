"""The path of the notebook is read, the argument is ignored.

Diagnosis: raised
"""

from pathlib import Path

import geopandas as gpd

POLYGONS = Path("data/polygons.geojson")


def load_feature_polygons(input_path):
    return gpd.read_file(POLYGONS).to_crs("EPSG:32631")
