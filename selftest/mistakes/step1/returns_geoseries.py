"""Only the geometry is returned, as a GeoSeries.

Diagnosis: wrong-type
"""

import geopandas as gpd


def load_feature_polygons(input_path):
    return gpd.read_file(input_path).to_crs("EPSG:32631").geometry
