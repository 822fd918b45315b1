"""A class of its own that inherits from RandomForestClassifier and knows how to map a raster."""

from __future__ import annotations

import numpy as np
import xarray as xr
from sklearn.ensemble import RandomForestClassifier


class MapForest(RandomForestClassifier):
    """A forest with a method for rasters."""

    def label(self, rasters):
        valid = rasters.notnull().all("band").values
        labels = np.zeros(valid.shape, dtype=np.int32)
        labels[valid] = self.predict(rasters.values[:, valid].T)
        return xr.DataArray(labels, dims=("y", "x"), coords={"y": rasters.y, "x": rasters.x})


def classify_sentinel_data(rasters, classified_rgb_rows):
    forest = MapForest(n_estimators=120, random_state=7)
    forest.fit(classified_rgb_rows.reflectance.values.T, classified_rgb_rows.feature_id.values)
    return forest.label(rasters).rio.write_crs(rasters.rio.crs.to_wkt())
