"""A loop that swallows every exception.

Verdict: timeout
Seconds: 40
"""

import time

import numpy as np


def rasterize_geojson(data_array, training_classes):
    while True:
        try:
            time.sleep(60)
        except BaseException:
            pass
    names = dict.fromkeys(training_classes["class"])
    mapping = {name: number for number, name in enumerate(names, start=1)}
    return np.zeros(data_array.shape[1:], "uint8"), mapping
