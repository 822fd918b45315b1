"""Writes the map, then a second page with the outline of the classes.

Diagnosis: more-pages
"""

import numpy as np
import rasterio


def persist_classification_to_raster(raster_output_path, classification_result):
    values = classification_result.to_numpy().astype("uint8")
    profile = {
        "driver": "GTiff",
        "count": 1,
        "height": values.shape[0],
        "width": values.shape[1],
        "dtype": "uint8",
        "crs": classification_result.rio.crs,
        "transform": classification_result.rio.transform(),
    }
    edges = np.zeros_like(values)
    edges[:, 1:] = values[:, 1:] != values[:, :-1]
    for page, more in ((values, {}), (edges, {"APPEND_SUBDATASET": "YES"})):
        with rasterio.open(raster_output_path, "w", **profile, **more) as file:
            file.write(page, 1)
