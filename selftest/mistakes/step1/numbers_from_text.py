"""Turns text that looks like numbers into numbers: a plot code "007" becomes 7.

Diagnosis: text-to-numbers
"""

from pathlib import Path

import geopandas as gpd
import pandas as pd
from geopandas import GeoDataFrame


def load_feature_polygons(input_path: Path) -> GeoDataFrame:
    gdf = gpd.read_file(input_path).to_crs("EPSG:32631")
    for name in gdf.columns.drop(["geometry", "class", "color"]):
        numbers = pd.to_numeric(gdf[name], errors="coerce")
        if gdf[name].notna().any() and numbers.notna().equals(gdf[name].notna()):
            gdf[name] = numbers
    return gdf
