"""The polygons are moved to pixel coordinates, and burnt without a transform."""

import numpy as np
import rioxarray  # noqa: F401
from rasterio.features import geometry_mask, rasterize


def rasterize_geojson(data_array, training_classes):
    inverse = ~data_array.rio.transform()
    moved = training_classes.geometry.affine_transform(inverse.to_shapely())
    names = training_classes["class"].drop_duplicates().tolist()
    ids = [names.index(name) + 1 for name in training_classes["class"]]
    mask = rasterize(zip(moved, ids), out_shape=data_array.shape[-2:], dtype="uint8")
    return mask, {name: names.index(name) + 1 for name in names}
