"""The transform is computed from the pixel centres by hand."""

import rasterio
import rioxarray  # noqa: F401
from rasterio.transform import from_origin


def persist_classification_to_raster(out, classification):
    x = classification["x"].values.astype(float)
    y = classification["y"].values.astype(float)
    dx, dy = abs(x[1] - x[0]), abs(y[1] - y[0])
    ordered = classification.sortby("x").sortby("y", ascending=False)
    transform = from_origin(x.min() - dx / 2, y.max() + dy / 2, dx, dy)
    profile = {"driver": "GTiff", "count": 1, "dtype": "uint16", "transform": transform}
    profile["height"], profile["width"] = ordered.shape
    profile["crs"] = classification.rio.crs.to_wkt()
    with rasterio.open(out, "w", **profile) as dst:
        dst.write(ordered.values.astype("uint16")[None])
