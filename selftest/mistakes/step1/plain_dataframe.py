"""The geometry is put aside as text, and a plain DataFrame is returned.

Diagnosis: wrong-type
"""

import geopandas as gpd
import pandas as pd


def load_feature_polygons(input_path):
    gdf = gpd.read_file(input_path).to_crs("EPSG:32631")
    return pd.DataFrame(gdf.assign(geometry=gdf.geometry.to_wkt()))
