"""The CRS is renamed with set_crs, the corners stay in degrees.

Diagnosis: not-reprojected
"""

import geopandas as gpd


def load_feature_polygons(input_path):
    return gpd.read_file(input_path).set_crs("EPSG:32631", allow_override=True)
