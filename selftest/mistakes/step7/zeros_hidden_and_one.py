"""The mask hides the most frequent class, the background of the map.

Diagnosis: mask-hides-classes
"""

import numpy as np
import rasterio
import rioxarray  # noqa: F401
from affine import Affine


def persist_classification_to_raster(raster_output_path, classification_result):
    c = classification_result.astype("uint8")
    v, n = np.unique(c.values[c.values > 0], return_counts=True)
    with (
        rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True),
        rasterio.open(
            raster_output_path,
            "w",
            driver="GTiff",
            count=1,
            dtype="uint8",
            height=c.shape[0],
            width=c.shape[1],
            crs=c.rio.crs,
            transform=c.rio.transform(),
        ) as f,
    ):
        f.write(c.values, 1)
        f.write_mask(np.isin(c.values, [0, v[n.argmax()]], invert=True))
