"""Each polygon is burnt in the window of its own bounds only, and written through a view of the mask; the smallest polygon wins."""
import math

import numpy as np
from geopandas import GeoDataFrame
from rasterio.features import rasterize
from rasterio.windows import Window
from rasterio.windows import transform as window_transform
from xarray import DataArray


def rasterize_geojson(
    data_array: DataArray, training_classes: GeoDataFrame
) -> tuple[np.ndarray, dict[str, int]]:
    affine = data_array.rio.transform()
    height, width = data_array.rio.shape
    mask = np.zeros((height, width), dtype=np.uint8)
    mapping = {name: n for n, name in enumerate(training_classes["class"].unique(), 1)}
    rows = sorted(
        zip(training_classes["class"], training_classes.geometry, strict=True), key=lambda r: r[1].area, reverse=True
    )
    for name, geometry in rows:
        west, south, east, north = geometry.bounds
        c0, r0 = ~affine * (west, north)
        c1, r1 = ~affine * (east, south)
        c0, r0 = max(math.floor(c0) - 1, 0), max(math.floor(r0) - 1, 0)
        c1, r1 = min(math.ceil(c1) + 1, width), min(math.ceil(r1) + 1, height)
        if c0 >= c1 or r0 >= r1:
            continue
        window = Window(c0, r0, c1 - c0, r1 - r0)
        burnt = rasterize([geometry], (r1 - r0, c1 - c0), transform=window_transform(window, affine), dtype="uint8")
        part = mask[window.toslices()]
        part[burnt == 1] = mapping[name]
    return mask, mapping
