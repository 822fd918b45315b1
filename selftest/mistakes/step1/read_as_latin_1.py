"""The text is read as Latin-1, so that accents are garbled.

Diagnosis: encoding
"""

import json
from pathlib import Path

import geopandas as gpd


def load_feature_polygons(input_path):
    features = json.loads(Path(input_path).read_text(encoding="latin-1"))["features"]
    return gpd.GeoDataFrame.from_features(features, crs="EPSG:4326").to_crs("EPSG:32631")
