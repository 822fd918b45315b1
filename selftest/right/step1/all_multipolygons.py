"""Every row is a MultiPolygon, as a database wants it, with its rings turned the other way."""

import geopandas as gpd
from shapely import MultiPolygon, get_parts, reverse


def load_feature_polygons(input_path):
    gdf = gpd.read_file(input_path).to_crs("EPSG:32631")
    multi = [MultiPolygon(list(get_parts(reverse(geometry)))) for geometry in gdf.geometry]
    return gdf.set_geometry(gpd.GeoSeries(multi, index=gdf.index, crs=gdf.crs))
