"""Each MultiPolygon is cut into several rows.

Diagnosis: one-row-per-part
"""

import geopandas as gpd


def load_feature_polygons(input_path):
    return gpd.read_file(input_path).to_crs("EPSG:32631").explode(ignore_index=True)
