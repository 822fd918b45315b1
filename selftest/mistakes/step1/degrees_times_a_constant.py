"""Degrees are turned into metres with 111 320 metres a degree.

Diagnosis: degrees-scaled
"""

import geopandas as gpd
import shapely


def load_feature_polygons(input_path):
    gdf = gpd.read_file(input_path)
    metres = shapely.transform(gdf.geometry.to_numpy(), lambda xy: xy * 111320.0)
    return gdf.set_geometry(gpd.GeoSeries(metres, index=gdf.index, crs="EPSG:32631"))
