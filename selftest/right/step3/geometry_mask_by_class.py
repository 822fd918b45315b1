"""Class by class: dissolve the rows of a class, take the inverted geometry mask, add it up."""

from __future__ import annotations

import numpy as np
from rasterio import features


def rasterize_geojson(da, gdf):
    dissolved = gdf.dissolve(by="class")
    mapping = {}
    burnt = np.zeros((da.sizes["y"], da.sizes["x"]), np.uint8)
    for i, (name, row) in enumerate(dissolved.iterrows()):
        mapping[name] = 10 * (i + 1)
        inside = features.geometry_mask(
            [row.geometry], da.shape[-2:], da.rio.transform(), invert=True
        )
        burnt = np.where(inside & (burnt == 0), np.uint8(mapping[name]), burnt)
    return burnt.astype("uint8"), mapping
