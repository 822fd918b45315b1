"""Every number of the table is rounded to two decimals.

Diagnosis: none
"""

from pathlib import Path
import geopandas as gpd


def load_feature_polygons(input_path: Path):
    gdf = gpd.read_file(input_path)
    gdf = gdf.round(2)
    return gdf.to_crs(epsg=32631)
