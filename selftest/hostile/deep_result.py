"""A list in a list, a hundred thousand deep.

Verdict: fail
"""

import numpy as np


def rasterize_geojson(data_array, training_classes):
    deep = []
    for _ in range(100_000):
        deep = [deep]
    return deep, {}
    names = dict.fromkeys(training_classes["class"])
    mapping = {name: number for number, name in enumerate(names, start=1)}
    return np.zeros(data_array.shape[1:], "uint8"), mapping
