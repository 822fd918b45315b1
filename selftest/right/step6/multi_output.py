"""Two outputs: the id and whether it is above the median; only the id is used."""

import numpy as np
import xarray as xr
from sklearn.ensemble import RandomForestClassifier


def classify_sentinel_data(rasters, classified_rgb_rows):
    samples = classified_rgb_rows["reflectance"].transpose("z", "band").values
    ids = classified_rgb_rows["feature_id"].values
    pixels = rasters.transpose("y", "x", "band").values.reshape(-1, rasters.sizes["band"])
    valid = ~np.isnan(pixels).any(axis=1)
    labels = np.zeros(len(pixels), dtype="int64")
    both = np.column_stack([ids, ids > np.median(ids)]).astype(int)
    forest = RandomForestClassifier(90, random_state=0).fit(samples, both)
    labels[valid] = forest.predict(pixels[valid])[:, 0]
    grid = rasters.isel(band=0, drop=True)
    return grid.copy(data=labels.reshape(grid.shape))
