"""Adds up the probabilities of forest.estimators_ by hand: the soft vote sklearn itself takes."""
import numpy as np
import rioxarray  # noqa: F401
import xarray as xr
from sklearn.ensemble import RandomForestClassifier


def classify_sentinel_data(rasters, classified_rgb_rows):
    forest = RandomForestClassifier(n_estimators=100, random_state=11)
    forest.fit(classified_rgb_rows.reflectance.values.T, classified_rgb_rows.feature_id.values)
    pixels = rasters.values.reshape(rasters.sizes["band"], -1).T.astype(np.float32)
    complete = np.isfinite(pixels).all(1)
    labels = np.zeros(pixels.shape[0], dtype=np.int64)
    if np.count_nonzero(complete):
        votes = sum(tree.predict_proba(pixels[complete]) for tree in forest.estimators_)
        labels[complete] = forest.classes_.take(np.argmax(votes, axis=1))
    da = xr.DataArray(
        data=labels.reshape(rasters.sizes["y"], rasters.sizes["x"]),
        dims=("y", "x"),
        coords={"x": rasters.coords["x"], "y": rasters.coords["y"]},
    )
    return da.rio.write_crs(rasters.rio.crs.to_wkt())
