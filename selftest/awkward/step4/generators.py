"""Generators make the samples, which become lists at the end."""

import numpy as np
import xarray as xr


def pixels(values, mask):
    rows, columns = mask.shape
    yield from ((row, column) for row in range(rows) for column in range(columns) if mask[row, column])


def samples(values, mask):
    for row, column in pixels(values, mask):
        if not np.isnan(values[:, row, column]).any():
            yield values[:, row, column], int(mask[row, column])


def produce_clips(data_array, burnt_polygons, mapping):
    found = list(samples(data_array.values, np.asarray(burnt_polygons)))
    reflectance = np.stack([spectrum for spectrum, _ in found], axis=1)
    return xr.Dataset(
        {"reflectance": (("band", "z"), reflectance), "feature_id": ("z", [i for _, i in found])},
        coords={"band": data_array.band.values},
    )
