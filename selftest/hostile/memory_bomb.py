"""All the memory is taken.

Verdict: memory
Seconds: 60
"""

import numpy as np


def rasterize_geojson(data_array, training_classes):
    kept = []
    while True:
        kept.append(np.zeros(2**26))
    names = dict.fromkeys(training_classes["class"])
    mapping = {name: number for number, name in enumerate(names, start=1)}
    return np.zeros(data_array.shape[1:], "uint8"), mapping
