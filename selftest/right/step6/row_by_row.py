"""Plain loop over the rows of the raster, small trees, tabs."""

from __future__ import annotations

import numpy as np
import xarray as xr
from sklearn.ensemble import RandomForestClassifier


def classify_sentinel_data(rasters, classified_rgb_rows):
	forest = RandomForestClassifier(n_estimators=10, max_depth=5, bootstrap=False)
	forest.fit(classified_rgb_rows["reflectance"].values.T, classified_rgb_rows["feature_id"].values)
	rows = []
	for y in range(rasters.sizes["y"]):
		line = rasters.isel(y=y).values.T
		ok = ~np.isnan(line).any(axis=1)
		row = np.zeros(len(line), dtype=int)
		if ok.any():
			row[ok] = forest.predict(line[ok])
		rows.append(row)
	result = xr.DataArray(rows, dims=["y", "x"], coords=[rasters.y.values, rasters.x.values])
	result.rio.write_crs(rasters.rio.crs, inplace=True)
	return result
