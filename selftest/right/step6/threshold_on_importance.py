"""Features are chosen by a first forest, and a second one maps with them."""

import numpy as np
import xarray as xr
from sklearn.ensemble import RandomForestClassifier


def classify_sentinel_data(rasters, classified_rgb_rows):
    samples = classified_rgb_rows["reflectance"].transpose("z", "band").values
    ids = classified_rgb_rows["feature_id"].values
    pixels = rasters.transpose("y", "x", "band").values.reshape(-1, rasters.sizes["band"])
    valid = ~np.isnan(pixels).any(axis=1)
    labels = np.zeros(len(pixels), dtype="int64")
    more = lambda t: np.column_stack([t, t[:, :1] * t[:, -1:], t.sum(axis=1), t.std(axis=1)])
    first = RandomForestClassifier(40, random_state=0).fit(more(samples), ids)
    keep = first.feature_importances_ > 0.01
    second = RandomForestClassifier(60, random_state=0).fit(more(samples)[:, keep], ids)
    labels[valid] = second.predict(more(pixels[valid])[:, keep])
    grid = rasters.isel(band=0, drop=True)
    return grid.copy(data=labels.reshape(grid.shape))
