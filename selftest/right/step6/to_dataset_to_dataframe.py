"""By way of to_dataframe with x and y as index, and to_xarray back; y is sorted again."""

from __future__ import annotations

import numpy as np
from sklearn.ensemble import RandomForestClassifier


def classify_sentinel_data(rasters, classified_rgb_rows):
    bands = list(rasters.band.values)
    frame = rasters.drop_vars("spatial_ref", errors="ignore").rename("value").to_dataframe()
    wide = frame["value"].unstack("band")[bands]
    forest = RandomForestClassifier(n_estimators=80, random_state=7)
    forest.fit(
        classified_rgb_rows["reflectance"].values.T, classified_rgb_rows["feature_id"].values
    )
    wide["label"] = np.zeros(len(wide), dtype="int64")
    complete = wide[bands].notna().all(axis=1)
    wide.loc[complete, "label"] = forest.predict(wide.loc[complete, bands].to_numpy())
    grid = wide["label"].to_xarray().sortby("y", ascending=False).sortby("x")
    grid = grid.assign_coords(y=rasters.y, x=rasters.x).transpose("y", "x").astype(int)
    return grid.rio.write_crs(rasters.rio.crs)
