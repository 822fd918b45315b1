"""It recurs deeply, and the limit of recursion is raised for that once, at the import."""

import sys

import numpy as np
import xarray as xr

sys.setrecursionlimit(100_000)


def collect(places, number):
    if number == len(places):
        return []
    return [places[number], *collect(places, number + 1)] if number % 50 == 0 else rest(places, number)


def rest(places, number):
    later = collect(places, number + 1)
    later.insert(0, places[number])
    return later


def depth(number):
    return 1 + depth(number - 1) if number else 0


def produce_clips(data_array, burnt_polygons, mapping):
    assert depth(5_000) == 5_000
    values = data_array.values
    chosen = (burnt_polygons > 0) & ~np.isnan(values).any(axis=0)
    rows, columns = np.array(collect(np.argwhere(chosen).tolist(), 0)).T
    return xr.Dataset(
        {
            "reflectance": (("band", "z"), values[:, rows, columns]),
            "feature_id": ("z", burnt_polygons[rows, columns].astype(int)),
        },
        coords={"band": data_array["band"]},
    )
