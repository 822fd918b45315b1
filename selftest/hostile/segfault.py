"""A pointer to nowhere is followed.

Verdict: crashed
"""

import ctypes

import numpy as np


def rasterize_geojson(data_array, training_classes):
    ctypes.string_at(0)
    names = dict.fromkeys(training_classes["class"])
    mapping = {name: number for number, name in enumerate(names, start=1)}
    return np.zeros(data_array.shape[1:], "uint8"), mapping
