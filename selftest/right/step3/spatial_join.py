"""Pixel centres become a GeoDataFrame of points, joined to the polygons with sjoin."""

from __future__ import annotations

import geopandas as gpd
import numpy as np


def rasterize_geojson(data_array, training_classes):
    ny, nx = data_array.isel(band=0).shape
    xx, yy = np.meshgrid(data_array.x.values, data_array.y.values)
    centres = gpd.GeoDataFrame(
        {"pixel": np.arange(ny * nx)},
        geometry=gpd.points_from_xy(xx.ravel(), yy.ravel()),
        crs=training_classes.crs,
    )
    polygons = training_classes[["class", "geometry"]].reset_index(drop=True)
    joined = centres.sjoin(polygons, predicate="within").drop_duplicates("pixel")
    codes = {name: code for code, name in enumerate(sorted(polygons["class"].unique()), 1)}
    mask = np.zeros(ny * nx, dtype=np.uint8)
    mask[joined["pixel"].to_numpy()] = joined["class"].map(codes).to_numpy()
    return mask.reshape(ny, nx), codes
