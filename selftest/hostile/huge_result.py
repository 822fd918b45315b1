"""A result of a terabyte that is all one number.

Verdict: fail
Seconds: 60
"""

import numpy as np


def rasterize_geojson(data_array, training_classes):
    return np.lib.stride_tricks.as_strided(np.zeros(1, "uint8"), (2**20, 2**20), (0, 0)), {}
    names = dict.fromkeys(training_classes["class"])
    mapping = {name: number for number, name in enumerate(names, start=1)}
    return np.zeros(data_array.shape[1:], "uint8"), mapping
