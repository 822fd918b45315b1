"""The file is read with json, and each geometry is built with shapely."""

from __future__ import annotations

import json
from pathlib import Path

from geopandas import GeoDataFrame
from shapely.geometry import shape


def load_feature_polygons(input_path: Path) -> GeoDataFrame:
    collection = json.loads(Path(input_path).read_text(encoding="utf-8"))
    rows = [feature["properties"] for feature in collection["features"]]
    shapes = [shape(feature["geometry"]) for feature in collection["features"]]
    return GeoDataFrame(rows, geometry=shapes, crs="EPSG:4326").to_crs("EPSG:32631")
