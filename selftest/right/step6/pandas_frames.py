"""pandas DataFrames with named columns for training and pixels; Series.reindex fills the 0."""

from __future__ import annotations

import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from xarray import DataArray


def classify_sentinel_data(rasters, classified_rgb_rows):
    bands = [str(b) for b in rasters.band.values]
    samples = pd.DataFrame(classified_rgb_rows.reflectance.values.T, columns=bands)
    labels = pd.Series(classified_rgb_rows.feature_id.values, name="feature_id")
    model = RandomForestClassifier(max_depth=8, oob_score=True, random_state=7).fit(samples, labels)
    pixels = pd.DataFrame({b: rasters.sel(band=b).values.ravel() for b in bands})
    known = pixels.dropna()
    found = pd.Series(model.predict(known), index=known.index)
    found = found.reindex(pixels.index, fill_value=0).astype("int64")
    template = rasters.isel(band=0, drop=True)
    return DataArray(
        found.to_numpy().reshape(template.shape),
        template.coords,
        template.dims,
        attrs=rasters.attrs,
    )
