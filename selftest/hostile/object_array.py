"""An array of objects that would have to be unpickled.

Verdict: fail
"""

import os

import numpy as np


class Poison:
    def __reduce__(self):
        return os.system, ("touch /tmp/kata-was-here",)


def rasterize_geojson(data_array, training_classes):
    return np.array([[Poison()]], dtype=object), {"found": Poison()}
    names = dict.fromkeys(training_classes["class"])
    mapping = {name: number for number, name in enumerate(names, start=1)}
    return np.zeros(data_array.shape[1:], "uint8"), mapping
