"""A plain loop moves one row after the other, and the source is indented with tabs."""

import geopandas as gpd
from pyproj import Transformer
from shapely.ops import transform


def load_feature_polygons(input_path):
	lonlat = gpd.read_file(input_path)
	to_utm = Transformer.from_crs("EPSG:4326", "EPSG:32631", always_xy=True).transform
	geometries = []
	for geometry in lonlat.geometry:
		geometries.append(transform(to_utm, geometry))
	result = lonlat.drop(columns="geometry")
	return gpd.GeoDataFrame(result, geometry=geometries, crs="EPSG:32631")
