"""The line at which it raised is said to be one of the reference answer.

Verdict: fail
"""

import sys
from pathlib import Path

import numpy as np

kata = sys.modules["kata.isolation.worker"]
told = kata._told


def forged(error):
    root = Path(kata.__file__).parents[3]
    place = (str(root / "solutions" / "step3_rasterize_geojson.py"), 16, "rasterize_geojson")
    return told(error) | {"frame": place}


kata._told = forged


def rasterize_geojson(data_array, training_classes):
    raise ValueError("where is this shown?")
    names = dict.fromkeys(training_classes["class"])
    mapping = {name: number for number, name in enumerate(names, start=1)}
    return np.zeros(data_array.shape[1:], "uint8"), mapping
