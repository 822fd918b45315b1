"""Prints and warns a lot, asks an STRtree, and returns a defaultdict; the file has a BOM."""

from __future__ import annotations

import logging
import warnings
from collections import defaultdict

import numpy as np
from shapely import STRtree, points


def rasterize_geojson(data_array, training_classes):
    print("rasterize_geojson:", data_array.sizes)
    warnings.warn("burning polygons, this may take a while", UserWarning, stacklevel=2)
    mapping = defaultdict(int)
    for i, name in enumerate(sorted(training_classes["class"].unique())):
        mapping[name] = 3 + 11 * i
    xx, yy = np.meshgrid(data_array.x.data, data_array.y.data)
    tree = STRtree(points(xx.ravel(), yy.ravel()))
    mask = np.zeros(xx.size, "u1")
    shapes, pixels = tree.query(training_classes.geometry.to_numpy(), predicate="contains")
    ids = np.array([mapping[name] for name in training_classes["class"]], dtype="u1")
    mask[pixels] = ids[shapes]
    logging.getLogger(__name__).warning("burnt %d pixels", len(pixels))
    print("mapping:", dict(mapping))
    return mask.reshape(xx.shape), mapping
