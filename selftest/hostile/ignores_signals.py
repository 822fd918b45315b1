"""Every signal is ignored, then a loop.

Verdict: timeout
Seconds: 40
"""

import signal

import numpy as np


def rasterize_geojson(data_array, training_classes):
    for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
        signal.signal(number, signal.SIG_IGN)
    while True:
        pass
    names = dict.fromkeys(training_classes["class"])
    mapping = {name: number for number, name in enumerate(names, start=1)}
    return np.zeros(data_array.shape[1:], "uint8"), mapping
