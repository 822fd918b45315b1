"""The samples as one table, labels in the last column; fit gets a column, scikit-learn warns."""

from __future__ import annotations

import numpy as np
import pandas as pd
import xarray as xr
from sklearn.ensemble import RandomForestClassifier


def classify_sentinel_data(rasters, classified_rgb_rows):
    table = pd.DataFrame(classified_rgb_rows["reflectance"].values.T)
    table["feature_id"] = classified_rgb_rows["feature_id"].values
    forest = RandomForestClassifier(n_estimators=90, random_state=7)
    forest.fit(table.iloc[:, :-1].to_numpy(), table.iloc[:, -1:].to_numpy())
    height, width = rasters.rio.height, rasters.rio.width
    grid = [[0] * width for _ in range(height)]
    spectra, places = [], []
    for row in range(height):
        for col in range(width):
            spectrum = rasters.values[:, row, col]
            if not np.isnan(spectrum).any():
                spectra.append(spectrum)
                places.append((row, col))
    for (row, col), label in zip(places, forest.predict(np.array(spectra)), strict=True):
        grid[row][col] = int(label)
    coords = {"y": rasters["y"].values, "x": rasters["x"].values}
    return xr.DataArray(grid, coords, ("y", "x")).rio.write_crs(rasters.rio.crs.to_epsg())
