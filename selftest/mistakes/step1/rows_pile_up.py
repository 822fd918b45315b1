"""The tables are gathered in a global list, so that later results hold earlier files.

Diagnosis: remembers
"""

import geopandas as gpd
import pandas as pd

tables = []


def load_feature_polygons(input_path):
    tables.append(gpd.read_file(input_path).to_crs("EPSG:32631"))
    return pd.concat(tables, ignore_index=True)
