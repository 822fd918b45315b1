"""Column names lose what stands before their last dot.

Diagnosis: column-renamed
"""

from pathlib import Path
import geopandas as gpd


import json
import pandas as pd
from shapely.geometry import shape

def load_feature_polygons(input_path):
    data = json.loads(Path(input_path).read_text(encoding="utf-8"))
    flat = pd.json_normalize(data["features"])
    geoms = [shape(ft["geometry"]) for ft in data["features"]]
    flat = flat[[c for c in flat.columns if c.startswith("properties.")]]
    flat.columns = [c.split(".")[-1] for c in flat.columns]
    return gpd.GeoDataFrame(flat, geometry=geoms, crs=4326).to_crs(32631)
