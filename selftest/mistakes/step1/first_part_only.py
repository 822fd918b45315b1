"""Of a MultiPolygon only the first part is read.

Diagnosis: first-part-only
"""

import json

import geopandas as gpd
from shapely.geometry import Polygon


def load_feature_polygons(input_path):
    with open(input_path, encoding="utf-8") as handle:
        features = json.load(handle)["features"]
    shapes = []
    for feature in features:
        rings = feature["geometry"]["coordinates"]
        if feature["geometry"]["type"] == "MultiPolygon":
            rings = rings[0]
        shapes.append(Polygon(rings[0], rings[1:]))
    rows = [feature["properties"] for feature in features]
    return gpd.GeoDataFrame(rows, geometry=shapes, crs="EPSG:4326").to_crs("EPSG:32631")
