"""Makes the rows by a generator."""

import json
from pathlib import Path

import geopandas as gpd
from geopandas import GeoDataFrame
from shapely.geometry import shape


def load_feature_polygons(input_path: Path) -> GeoDataFrame:
    def records():
        with Path(input_path).open(encoding="utf-8") as h:
            yield from json.load(h)["features"]

    out = {}
    geoms = []
    for rec in records():
        for k, v in rec["properties"].items():
            out.setdefault(k, []).append(v)
        geoms.append(shape(rec["geometry"]))
    s = gpd.GeoSeries(geoms, crs="EPSG:4326").to_crs(epsg=32631)
    return gpd.GeoDataFrame(out, geometry=s)
