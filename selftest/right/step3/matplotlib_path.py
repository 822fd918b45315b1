"""Points in polygon by matplotlib.path: exterior minus holes, part by part of each row."""

from __future__ import annotations

import numpy as np
from matplotlib.path import Path as Outline


def _inside(polygon, points):
    result = Outline(np.asarray(polygon.exterior.coords)[:, :2]).contains_points(points)
    for hole in polygon.interiors:
        result &= ~Outline(np.asarray(hole.coords)[:, :2]).contains_points(points)
    return result


def rasterize_geojson(data_array, training_classes):
    grid_x, grid_y = np.meshgrid(data_array.x, data_array.y)
    points = np.column_stack([grid_x.ravel(), grid_y.ravel()])
    flat = np.zeros(len(points), dtype=np.uint8)
    parts = training_classes[["class", "geometry"]].explode(ignore_index=True)
    mapping = {name: 2 * n + 7 for n, name in enumerate(parts["class"].drop_duplicates())}
    for name, polygon in zip(parts["class"], parts.geometry, strict=True):
        flat[_inside(polygon, points)] = mapping[name]
    return flat.reshape(grid_x.shape), mapping
