"""Burns holes as 0, also where another polygon lies in them.

Diagnosis: hole-erases
"""

import numpy as np
from rasterio.features import rasterize
from shapely.geometry import Polygon


def rasterize_geojson(data_array, training_classes):
    mapping = {c: i for i, c in enumerate(training_classes["class"].unique(), 1)}
    m = np.zeros(data_array.rio.shape, np.uint8)
    t = data_array.rio.transform()
    for g, c in zip(training_classes.geometry, training_classes["class"], strict=False):
        for p in getattr(g, "geoms", [g]):
            rasterize([(Polygon(p.exterior), mapping[c])], out=m, transform=t)
            if p.interiors:
                rasterize([(Polygon(i), 0) for i in p.interiors], out=m, transform=t)
    return m, mapping
