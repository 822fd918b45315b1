"""Multipolygons are cut into parts first, and holes come as their own rings."""

import numpy as np
import rioxarray  # noqa: F401
from rasterio.features import geometry_mask, rasterize


def rasterize_geojson(data_array, training_classes):
    from shapely import Polygon

    mapping = {}
    for name in training_classes["class"]:
        mapping.setdefault(name, 255 - len(mapping))
    mask = np.zeros(data_array.rio.shape, "uint8")
    for part in training_classes.explode(index_parts=False).itertuples(index=False):
        polygon = part.geometry
        options = {"out_shape": mask.shape, "transform": data_array.rio.transform(), "invert": True}
        inside = geometry_mask([Polygon(polygon.exterior)], **options)
        for ring in polygon.interiors:
            inside &= ~geometry_mask([Polygon(ring)], **options)
        mask[inside] = mapping[
            getattr(part, "class", None) or part[training_classes.columns.get_loc("class")]
        ]
    return mask, mapping
