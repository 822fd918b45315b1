"""Fills the polygons line by line."""

import numpy as np


def _rings(geom):
    for poly in getattr(geom, "geoms", [geom]):
        yield np.asarray(poly.exterior.coords)[:, :2]
        for h in poly.interiors:
            yield np.asarray(h.coords)[:, :2]


def rasterize_geojson(data_array, training_classes):
    xs, ys = data_array.x.values, data_array.y.values
    mapping, mask = {}, np.zeros((ys.size, xs.size), np.uint8)
    for geom, name in zip(training_classes.geometry, training_classes["class"], strict=False):
        i = mapping.setdefault(name, len(mapping) + 1)
        for r, y in enumerate(ys):
            cross = []
            for ring in _rings(geom):
                (x0, y0), (x1, y1) = ring[:-1].T, ring[1:].T
                hit = (y0 <= y) != (y1 <= y)
                cross += list((x0 + (y - y0) * (x1 - x0) / np.where(y1 == y0, 1, y1 - y0))[hit])
            cross.sort()
            for a, b in zip(cross[::2], cross[1::2], strict=False):
                mask[r, (xs > a) & (xs <= b)] = i
    return mask, mapping
