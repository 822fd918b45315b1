"""The transform from the bounds of the raster, which end at the pixel edges."""

import numpy as np
import rioxarray  # noqa: F401
from rasterio.features import geometry_mask, rasterize


def rasterize_geojson(data_array, training_classes):
    from rasterio.transform import from_bounds

    height, width = data_array.sizes["y"], data_array.sizes["x"]
    transform = from_bounds(*data_array.rio.bounds(), width, height)
    mapping = {name: 40 * n + 7 for n, name in enumerate(sorted(set(training_classes["class"])))}
    shapes = [(row.geometry, mapping[row["class"]]) for _, row in training_classes.iterrows()]
    return rasterize(shapes, (height, width), transform=transform, dtype=np.uint8), mapping
