"""The features of the parsed JSON go through GeoDataFrame.from_features, with explicit columns."""

import json

import geopandas as gpd


def load_feature_polygons(input_path):
    with open(input_path, encoding="utf-8") as handle:
        features = json.load(handle)["features"]
    names = []
    for feature in features:
        for key in feature["properties"]:
            if key not in names:
                names.append(key)
    gdf = gpd.GeoDataFrame.from_features(features, crs=4326, columns=names + ["geometry"])
    return gdf.to_crs(32631)
