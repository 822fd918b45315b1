"""The standard output is wrapped once more, as for the console of Windows."""

import io
import sys

import numpy as np
from rasterio.features import rasterize

sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8")
sys.stderr = io.TextIOWrapper(sys.stderr.buffer, encoding="utf-8")


def rasterize_geojson(data_array, training_classes):
    print("größer als ASCII")
    names = list(dict.fromkeys(training_classes["class"]))
    mapping = {name: number for number, name in enumerate(names, start=1)}
    shapes = zip(training_classes.geometry, training_classes["class"].map(mapping))
    shape, transform = data_array.rio.shape, data_array.rio.transform()
    return rasterize(list(shapes), shape, transform=transform, dtype=np.uint8), mapping
