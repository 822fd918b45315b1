"""Step 6: learn from the samples and classify every pixel."""

import os
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import xarray as xr
from sklearn.ensemble import RandomForestClassifier

PIXELS_AT_ONCE = 65_536  # bounds the memory of a prediction


def classify_sentinel_data(rasters: xr.DataArray, classified_rgb_rows: xr.Dataset) -> xr.DataArray:
    """Return the class id of each pixel, dims (y, x), 0 where any band is NaN."""
    model = RandomForestClassifier(random_state=0)
    model.fit(classified_rgb_rows["reflectance"].values.T, classified_rgb_rows["feature_id"].values)

    # (band, y, x) -> (pixel, band). The forest would label NaN without a word, so those
    # pixels are never shown to it.
    pixels = rasters.values.reshape(rasters.sizes["band"], -1)
    valid = np.flatnonzero(~np.isnan(pixels).any(axis=0))

    labels = np.zeros(pixels.shape[1], dtype=model.classes_.dtype)

    def classify(start: int) -> None:
        chunk = valid[start : start + PIXELS_AT_ONCE]
        labels[chunk] = model.predict(pixels[:, chunk].T)

    # Trees are walked outside Python's lock: threads share the model and the pixels.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(classify, range(0, valid.size, PIXELS_AT_ONCE)))

    # One band of the raster gives the grid: y, x and the CRS.
    grid = rasters.isel(band=0, drop=True)
    return xr.DataArray(labels.reshape(grid.shape), coords=grid.coords, dims=("y", "x"))
