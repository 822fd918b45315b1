"""A child that it forks collects the samples and hands them over through a pipe."""

import os
import pickle

import numpy as np
import xarray as xr


def collect(values, mask):
    chosen = (mask > 0) & ~np.isnan(values).any(axis=0)
    return values[:, chosen], mask[chosen].astype(int)


def produce_clips(data_array, burnt_polygons, mapping):
    if hasattr(os, "fork"):
        theirs, ours = os.pipe()
        child = os.fork()
        if not child:
            with os.fdopen(ours, "wb") as pipe:
                pickle.dump(collect(data_array.values, burnt_polygons), pipe)
            os._exit(0)
        os.close(ours)
        with os.fdopen(theirs, "rb") as pipe:
            reflectance, ids = pickle.load(pipe)
        os.waitpid(child, 0)
    else:
        reflectance, ids = collect(data_array.values, burnt_polygons)
    return xr.Dataset(
        {"reflectance": (("band", "z"), reflectance), "feature_id": ("z", ids)},
        coords={"band": data_array["band"]},
    )
