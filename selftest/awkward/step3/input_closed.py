"""The standard input is closed, and the end of the outputs is not waited for."""

import sys

import numpy as np
from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    sys.stdin.close()
    sys.stdout.write("half a line")
    sys.stderr.write("another half")
    names = list(dict.fromkeys(training_classes["class"]))
    mapping = {name: number for number, name in enumerate(names, start=1)}
    shapes = zip(training_classes.geometry, training_classes["class"].map(mapping))
    shape, transform = data_array.rio.shape, data_array.rio.transform()
    return rasterize(list(shapes), shape, transform=transform, dtype=np.uint8), mapping
