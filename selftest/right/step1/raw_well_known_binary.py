"""Reads WKB by pyogrio and moves the coordinates."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely
from geopandas import GeoDataFrame


def load_feature_polygons(input_path: Path) -> GeoDataFrame:
    import pyogrio

    meta, _fids, wkb, fields = pyogrio.raw.read(input_path)
    df = pd.DataFrame(dict(zip(meta["fields"], fields, strict=False)))
    return gpd.GeoDataFrame(df, geometry=shapely.from_wkb(wkb), crs=meta["crs"]).to_crs(32631)
