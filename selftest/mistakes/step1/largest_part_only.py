"""Of a MultiPolygon only the largest part is kept.

Diagnosis: largest-part-only
"""

import geopandas as gpd
import shapely


def load_feature_polygons(input_path):
    gdf = gpd.read_file(input_path).to_crs("EPSG:32631")
    largest = [max(shapely.get_parts(g), key=lambda part: part.area) for g in gdf.geometry]
    return gdf.set_geometry(gpd.GeoSeries(largest, index=gdf.index, crs=gdf.crs))
