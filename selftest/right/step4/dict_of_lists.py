"""from_dict, with plain Python lists."""

import numpy as np
import pandas as pd
import xarray as xr


def produce_clips(data_array, burnt_polygons, mapping):
    numbers = {band: [] for band in data_array["band"].values.tolist()}
    ids = []
    for (row, column), number in np.ndenumerate(burnt_polygons):
        pixel = data_array.values[:, row, column].tolist()
        if number and all(value == value for value in pixel):
            ids.append(int(number))
            for band, value in zip(numbers, pixel):
                numbers[band].append(value)
    return xr.Dataset.from_dict(
        {
            "coords": {"band": {"dims": "band", "data": list(numbers)}},
            "data_vars": {
                "reflectance": {"dims": ("band", "z"), "data": list(numbers.values())},
                "feature_id": {"dims": "z", "data": ids},
            },
        }
    )
