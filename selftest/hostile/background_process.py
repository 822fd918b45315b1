"""A process stays behind.

Verdict: fail
"""

import subprocess

import numpy as np


def rasterize_geojson(data_array, training_classes):
    subprocess.Popen(["sleep", "4242"], start_new_session=True)
    names = dict.fromkeys(training_classes["class"])
    mapping = {name: number for number, name in enumerate(names, start=1)}
    return np.zeros(data_array.shape[1:], "uint8"), mapping
