"""All that is logged goes to the error output and to a file, at the lowest level."""

import logging
import sys

import numpy as np
from rasterio.features import rasterize

logging.basicConfig(level=logging.DEBUG, stream=sys.stderr, force=True)
logging.getLogger().addHandler(logging.FileHandler("log.txt"))
logging.captureWarnings(True)
log = logging.getLogger(__name__)


def rasterize_geojson(data_array, training_classes):
    log.debug("called with %s", data_array)
    names = list(dict.fromkeys(training_classes["class"]))
    mapping = {name: number for number, name in enumerate(names, start=1)}
    log.error("this is not an error: %s", mapping)
    shapes = zip(training_classes.geometry, training_classes["class"].map(mapping))
    shape, transform = data_array.rio.shape, data_array.rio.transform()
    return rasterize(list(shapes), shape, transform=transform, dtype=np.uint8), mapping
