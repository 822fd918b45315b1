"""Files are written wherever they can be.

Verdict: fail
"""

import contextlib
import pathlib
import sys

import numpy as np


def rasterize_geojson(data_array, training_classes):
    for folder in (pathlib.Path.home(), pathlib.Path("/tmp"), pathlib.Path(sys.prefix)):
        with contextlib.suppress(OSError):
            (folder / "kata-was-here").write_text("x")
    names = dict.fromkeys(training_classes["class"])
    mapping = {name: number for number, name in enumerate(names, start=1)}
    return np.zeros(data_array.shape[1:], "uint8"), mapping
