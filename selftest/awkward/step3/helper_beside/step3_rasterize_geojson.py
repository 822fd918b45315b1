"""A module beside the step file does the work, which imports one more."""

from burning import burn
from numbering import *


def rasterize_geojson(data_array, training_classes):
    mapping = numbered(training_classes["class"])
    return burn(data_array, training_classes, mapping), mapping
