"""By way of GeoJSON text: the frame is written as JSON, parsed, and its features burnt."""

from __future__ import annotations

import json

import rasterio.features


def rasterize_geojson(data_array, training_classes, key="class"):
    features = json.loads(training_classes[[key, "geometry"]].to_json())["features"]
    ids: dict[str, int] = {}
    shapes = []
    for feature in features:
        value = ids.setdefault(feature["properties"][key], len(ids) + 1)
        shapes.append((feature["geometry"], value))
    mask = rasterio.features.rasterize(
        shapes, out_shape=data_array.rio.shape, transform=data_array.rio.transform()
    )
    return mask.astype("uint8"), ids
