"""The disk is filled.

Verdict: any
Seconds: 60
"""

import numpy as np


def rasterize_geojson(data_array, training_classes):
    with open("big", "wb") as file:
        while True:
            file.write(bytes(2**24))
    names = dict.fromkeys(training_classes["class"])
    mapping = {name: number for number, name in enumerate(names, start=1)}
    return np.zeros(data_array.shape[1:], "uint8"), mapping
