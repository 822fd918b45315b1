"""The columns go through a CSV, where codes become numbers.

Diagnosis: text-to-numbers
"""

from pathlib import Path

import geopandas as gpd
import pandas as pd
from geopandas import GeoDataFrame


def load_feature_polygons(input_path: Path) -> GeoDataFrame:
    gdf = gpd.read_file(input_path).to_crs(epsg=32631)
    import io

    buf = io.StringIO()
    gdf.to_csv(buf, index=False)
    buf.seek(0)
    df = pd.read_csv(buf)
    gdf = gpd.GeoDataFrame(
        df.drop(columns="geometry"), geometry=gpd.GeoSeries.from_wkt(df["geometry"]), crs=32631
    )
    return gdf
