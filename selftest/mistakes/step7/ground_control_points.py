"""The place is given by four ground control points instead of a transform.

Diagnosis: georeference-missing
"""

import numpy as np
import rasterio
import rioxarray  # noqa: F401
from affine import Affine


def persist_classification_to_raster(raster_output_path, classification_result):
    from rasterio.control import GroundControlPoint as P

    h, w_ = classification_result.shape
    l, b, r_, t = classification_result.rio.bounds()
    with rasterio.open(
        raster_output_path, "w", driver="GTiff", count=1, dtype="uint8", height=h, width=w_
    ) as f:
        f.gcps = (
            [P(0, 0, l, t), P(0, w_, r_, t), P(h, w_, r_, b), P(h, 0, l, b)],
            classification_result.rio.crs,
        )
        f.write(classification_result.values.astype("uint8"), 1)
