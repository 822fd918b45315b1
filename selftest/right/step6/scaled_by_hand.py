"""Scales by the least and the largest value of the samples."""

import numpy as np
from sklearn.ensemble import RandomForestClassifier


def classify_sentinel_data(rasters, classified_rgb_rows):
    s = classified_rgb_rows.reflectance
    lo, hi = s.min("z"), s.max("z")

    def scale(a):
        return (a - lo) / (hi - lo)

    rf = RandomForestClassifier().fit(
        scale(s).transpose("z", "band").values, classified_rgb_rows.feature_id.values
    )
    px = scale(rasters.drop_vars("spatial_ref")).transpose("y", "x", "band").values
    ok = ~np.isnan(px).any(-1)
    out = np.zeros(ok.shape, int)
    out[ok] = rf.predict(px[ok])
    return rasters.isel(band=0, drop=True).copy(data=out)
