"""Geometries go through rasterio.warp, and the source has Windows line ends."""

import json

import geopandas as gpd
from rasterio.warp import transform_geom
from shapely.geometry import shape


def load_feature_polygons(input_path, crs="EPSG:32631"):
    gdf = gpd.read_file(input_path)
    features = json.loads(gdf.to_json())["features"]
    moved = [shape(transform_geom("EPSG:4326", crs, f["geometry"])) for f in features]
    return gdf.set_geometry(gpd.GeoSeries(moved, index=gdf.index, crs=crs))
