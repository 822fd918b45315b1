"""xarray all the way: stack to z, dropna, predict, unstack, fill with 0, reindex."""

from __future__ import annotations

import xarray as xr
from sklearn.ensemble import RandomForestClassifier


def classify_sentinel_data(rasters, classified_rgb_rows):
    train = classified_rgb_rows.transpose("z", "band", ...)
    clf = RandomForestClassifier(n_estimators=100, criterion="entropy")
    clf.fit(train["reflectance"].data, train["feature_id"].data)
    pixels = rasters.stack(pixel=("y", "x")).transpose("pixel", "band").dropna("pixel", how="any")
    labels = xr.DataArray(clf.predict(pixels.data), coords={"pixel": pixels.pixel}, dims="pixel")
    grid = labels.unstack("pixel").reindex(y=rasters.y, x=rasters.x)
    return grid.fillna(0).astype("int16").transpose("y", "x").rio.write_crs(rasters.rio.crs)
