"""The transform is made from the outermost pixel centres, as if they were edges.

Diagnosis: grid-squeezed
"""

import numpy as np
from rasterio.features import rasterize
from rasterio.transform import from_bounds


def rasterize_geojson(data_array, training_classes):
    x, y = data_array.x.values, data_array.y.values
    transform = from_bounds(x.min(), y.min(), x.max(), y.max(), x.size, y.size)
    mapping = {name: n for n, name in enumerate(training_classes["class"].unique(), start=1)}
    shapes = zip(training_classes.geometry, training_classes["class"].map(mapping))
    mask = rasterize(shapes, (y.size, x.size), transform=transform, dtype="uint8")
    return np.asarray(mask), mapping
