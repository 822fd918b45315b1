"""A loop that never ends, in C, holding the lock of Python.

Verdict: timeout
Seconds: 40
"""

import numpy as np


def rasterize_geojson(data_array, training_classes):
    sum(range(10**13))
    names = dict.fromkeys(training_classes["class"])
    mapping = {name: number for number, name in enumerate(names, start=1)}
    return np.zeros(data_array.shape[1:], "uint8"), mapping
