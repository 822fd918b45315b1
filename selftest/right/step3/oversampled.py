"""Burns on a grid three times as fine and keeps the pixel in the middle of nine."""

import numpy as np
import rioxarray  # noqa: F401
from rasterio.features import geometry_mask, rasterize


def rasterize_geojson(data_array, training_classes):
    from affine import Affine

    rows, columns = data_array.rio.shape
    mapping = {c: int(i) for i, c in enumerate(np.unique(training_classes["class"].astype(str)), 1)}
    fine = rasterize(
        [(g, mapping[c]) for c, g in training_classes[["class", "geometry"]].values],
        out_shape=(3 * rows, 3 * columns),
        transform=data_array.rio.transform() * Affine.scale(1 / 3),
        dtype="int16",
    )
    return np.ascontiguousarray(fine[1::3, 1::3].astype(np.uint8)), mapping
