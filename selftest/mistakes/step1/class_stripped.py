"""Blanks around class names are taken away.

Diagnosis: none
"""

from pathlib import Path
import geopandas as gpd


def load_feature_polygons(input_path: Path):
    gdf = gpd.read_file(input_path)
    gdf["class"] = gdf["class"].str.strip()
    return gdf.to_crs(epsg=32631)
