"""A file that is there lends its profile.

Diagnosis: crs-wrong, earlier-call, updated-in-place
"""

from pathlib import Path

import rasterio
import rioxarray  # noqa: F401


def persist_classification_to_raster(raster_output_path, classification_result):
    P = raster_output_path
    da = classification_result
    v = da.values.astype("uint8")
    h, w = v.shape
    t = da.rio.transform()
    crs = da.rio.crs
    P = Path(P)
    prof = {"driver": "GTiff", "crs": crs, "transform": t, "nodata": 0}
    if P.exists():
        with rasterio.open(P) as src:
            prof = src.profile
    prof.update(height=h, width=w, count=1, dtype="uint8")
    with rasterio.open(P, "w", **prof) as d:
        d.write(v, 1)
