"""Moves the parts alone and puts each row together again."""

from pathlib import Path

import geopandas as gpd
from geopandas import GeoDataFrame


def load_feature_polygons(input_path: Path) -> GeoDataFrame:
    gdf = gpd.read_file(input_path)
    parts = gdf.reset_index(names="__row").explode(index_parts=False).to_crs(32631)
    back = parts.dissolve(by="__row", aggfunc="first", dropna=False)
    out = gdf.copy()
    return out.set_geometry(gpd.GeoSeries(back.geometry.values, index=gdf.index, crs=32631))
