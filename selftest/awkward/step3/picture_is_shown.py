"""The mask is drawn and shown on the way."""

import matplotlib.pyplot as plt
import numpy as np
from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    names = list(dict.fromkeys(training_classes["class"]))
    mapping = {name: number for number, name in enumerate(names, start=1)}
    shapes = zip(training_classes.geometry, training_classes["class"].map(mapping))
    shape, transform = data_array.rio.shape, data_array.rio.transform()
    mask = rasterize(list(shapes), shape, transform=transform, dtype=np.uint8)
    plt.imshow(mask)
    plt.title("Größe μ")
    plt.savefig("mask.png")
    plt.show()
    return mask, mapping
