"""Puts each MultiPolygon together anew from the outlines of its parts.

Diagnosis: holes-filled
"""

import json
from pathlib import Path

import geopandas as gpd
from geopandas import GeoDataFrame
from shapely.geometry import MultiPolygon, Polygon


def load_feature_polygons(input_path: Path) -> GeoDataFrame:
    def geom(g):
        c = g["coordinates"]
        if g["type"] == "Polygon":
            return Polygon(c[0], c[1:])
        return MultiPolygon([Polygon(part[0]) for part in c])

    fs = json.loads(input_path.read_text("utf-8"))["features"]
    gdf = gpd.GeoDataFrame(
        [f["properties"] for f in fs], geometry=[geom(f["geometry"]) for f in fs], crs=4326
    )
    return gdf.to_crs(32631)
