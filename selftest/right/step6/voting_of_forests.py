"""A soft vote of three forests with different settings."""

import numpy as np
import xarray as xr
from sklearn.ensemble import RandomForestClassifier
from sklearn.ensemble import VotingClassifier


def classify_sentinel_data(rasters, classified_rgb_rows):
    samples = classified_rgb_rows["reflectance"].transpose("z", "band").values
    ids = classified_rgb_rows["feature_id"].values
    pixels = rasters.transpose("y", "x", "band").values.reshape(-1, rasters.sizes["band"])
    valid = ~np.isnan(pixels).any(axis=1)
    labels = np.zeros(len(pixels), dtype="int64")
    forests = [
        (f"f{n}", RandomForestClassifier(25, max_features=n, random_state=n)) for n in (1, 2)
    ]
    vote = VotingClassifier(forests, voting="soft").fit(samples, ids)
    labels[valid] = vote.predict(pixels[valid])
    grid = rasters.isel(band=0, drop=True)
    return grid.copy(data=labels.reshape(grid.shape))
