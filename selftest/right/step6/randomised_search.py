"""RandomizedSearchCV with stratified folds, refitted at the end."""

import numpy as np
import xarray as xr
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import RandomizedSearchCV, StratifiedKFold


def classify_sentinel_data(rasters, classified_rgb_rows):
    samples = classified_rgb_rows["reflectance"].transpose("z", "band").values
    ids = classified_rgb_rows["feature_id"].values
    pixels = rasters.transpose("y", "x", "band").values.reshape(-1, rasters.sizes["band"])
    valid = ~np.isnan(pixels).any(axis=1)
    labels = np.zeros(len(pixels), dtype="int64")
    search = RandomizedSearchCV(
        RandomForestClassifier(random_state=1),
        {"n_estimators": [20, 40], "max_features": ["sqrt", None], "min_samples_leaf": [1, 2]},
        n_iter=2,
        cv=StratifiedKFold(2),
        random_state=1,
    )
    search.fit(samples, ids)
    labels[valid] = search.best_estimator_.predict(pixels[valid])
    grid = rasters.isel(band=0, drop=True)
    return grid.copy(data=labels.reshape(grid.shape))
