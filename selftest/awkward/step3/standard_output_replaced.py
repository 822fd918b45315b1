"""The standard output is another object, and then none."""

import io
import sys

import numpy as np
from rasterio.features import rasterize

sys.stdout = io.StringIO()


def rasterize_geojson(data_array, training_classes):
    print("not seen by anybody")
    names = list(dict.fromkeys(training_classes["class"]))
    mapping = {name: number for number, name in enumerate(names, start=1)}
    shapes = zip(training_classes.geometry, training_classes["class"].map(mapping))
    shape, transform = data_array.rio.shape, data_array.rio.transform()
    sys.stdout = sys.stderr = None
    return rasterize(list(shapes), shape, transform=transform, dtype=np.uint8), mapping
