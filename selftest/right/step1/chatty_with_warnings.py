"""Prints much, warns, and adds a column of its own with the area."""

import warnings

import geopandas as gpd


def load_feature_polygons(input_path, verbose=True):
    gdf = gpd.read_file(input_path)
    if verbose:
        print(f"{len(gdf)} rows read from {input_path}")
        print(gdf.head())
    if gdf.crs is None:
        warnings.warn("no CRS, longitude and latitude assumed", stacklevel=2)
        gdf = gdf.set_crs("EPSG:4326")
    warnings.warn("this may take a while", UserWarning, stacklevel=2)
    gdf = gdf.to_crs("EPSG:32631")
    print("bounds:", gdf.total_bounds)
    return gdf
