"""Shuffles the samples and weights them by class; the labels are numbers written as text."""

from __future__ import annotations

import numpy as np
import xarray as xr
from sklearn.ensemble import RandomForestClassifier
from sklearn.utils import shuffle
from sklearn.utils.class_weight import compute_sample_weight


def classify_sentinel_data(rasters, classified_rgb_rows):
    names = classified_rgb_rows["feature_id"].values.astype(int).astype(str)
    spectra, names = shuffle(classified_rgb_rows["reflectance"].values.T, names)
    forest = RandomForestClassifier(100)
    forest.fit(spectra, names, sample_weight=compute_sample_weight("balanced", names))
    table = rasters.stack(p=("y", "x"), create_index=False).transpose("p", "band").values
    valid = ~np.isnan(table).any(axis=1)
    labels = np.zeros(len(table), dtype=np.int64)
    labels[valid] = forest.predict(table[valid]).astype(int)
    labels = labels.reshape(rasters.sizes["y"], rasters.sizes["x"])
    result = xr.DataArray(labels, dims=("y", "x"), coords={"x": rasters.x, "y": rasters.y})
    return result.rio.write_crs(rasters.rio.crs, grid_mapping_name="spatial_ref")
