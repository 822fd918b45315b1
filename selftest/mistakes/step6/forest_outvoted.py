"""A vote of a forest, neighbours and a support vector machine.

Diagnosis: other-model
"""

import numpy as np
import xarray as xr
from sklearn.ensemble import RandomForestClassifier
from sklearn.ensemble import VotingClassifier
from sklearn.neighbors import KNeighborsClassifier


def classify_sentinel_data(rasters, classified_rgb_rows):
    samples = classified_rgb_rows["reflectance"].transpose("z", "band").values
    ids = classified_rgb_rows["feature_id"].values
    pixels = rasters.transpose("y", "x", "band").values.reshape(-1, rasters.sizes["band"])
    valid = ~np.isnan(pixels).any(axis=1)
    labels = np.zeros(len(pixels), dtype="int64")
    vote = VotingClassifier(
        [
            ("f", RandomForestClassifier(20)),
            ("k", KNeighborsClassifier(1)),
            ("n", KNeighborsClassifier(3)),
        ]
    )
    labels[valid] = vote.fit(samples, ids).predict(pixels[valid])
    grid = rasters.isel(band=0, drop=True)
    return grid.copy(data=labels.reshape(grid.shape))
