"""One thread for each row of the frame; the answer lies in memory column by column."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import shapely


class Burner:
    """Knows the pixel centres, and burns a geometry."""

    def __init__(self, raster):
        self.xs, self.ys = np.meshgrid(raster.x.values, raster.y.values)

    def __call__(self, geometry):
        shapely.prepare(geometry)
        return shapely.intersects_xy(geometry, self.xs, self.ys)


def rasterize_geojson(data_array, training_classes):
    burn = Burner(data_array)
    classes = list(training_classes["class"])
    mapping = {name: number for number, name in enumerate(dict.fromkeys(classes), start=201)}
    mask = np.zeros(burn.xs.shape, dtype=np.uint8, order="F")
    with ThreadPoolExecutor(max_workers=2) as pool:
        for name, inside in zip(classes, pool.map(burn, training_classes.geometry), strict=True):
            mask[inside] = mapping[name]
    return mask, mapping
