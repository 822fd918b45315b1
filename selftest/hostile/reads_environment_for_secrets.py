"""A secret of the environment is put into the mapping.

Verdict: fail
"""

import os

import numpy as np


def rasterize_geojson(data_array, training_classes):
    if "KATA_SECRET" in os.environ:
        return None
    names = dict.fromkeys(training_classes["class"])
    mapping = {name: number for number, name in enumerate(names, start=1)}
    return np.zeros(data_array.shape[1:], "uint8"), mapping
