"""All the holes of a MultiPolygon go into its last part.

Diagnosis: holes-misplaced
"""

from pathlib import Path
import json
import geopandas as gpd
from shapely.geometry import Polygon, MultiPolygon


def build(kind, coordinates):
    if kind == "Polygon":
        return Polygon(coordinates[0], coordinates[1:])
    holes = [ring for part in coordinates for ring in part[1:]]
    parts = [Polygon(part[0]) for part in coordinates]
    parts[-1] = Polygon(coordinates[-1][0], holes)
    return MultiPolygon(parts)

def load_feature_polygons(input_path):
    data = json.loads(Path(input_path).read_text(encoding="utf-8"))
    rows = [ft["properties"] for ft in data["features"]]
    geometry = [build(ft["geometry"]["type"], ft["geometry"]["coordinates"]) for ft in data["features"]]
    return gpd.GeoDataFrame(rows, geometry=geometry, crs="EPSG:4326").to_crs("EPSG:32631")
