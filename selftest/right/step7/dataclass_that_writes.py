"""A dataclass that checks the map and writes it."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field

import numpy as np
import rasterio as rio
import rioxarray  # noqa

log = logging.getLogger("step7")


@dataclass
class GeoTiffWriter:
    options: dict = field(default_factory=lambda: {"compress": "deflate", "zlevel": 9})

    def write(self, path, da):
        if set(da.dims) != {"y", "x"}:
            raise ValueError(f"expected a 2-D map, got {da.dims}")
        if da.rio.crs is None:
            raise ValueError("no CRS")
        arr = da.transpose("y", "x").to_numpy()
        if not np.issubdtype(arr.dtype, np.integer):
            raise TypeError(arr.dtype)
        if arr.min() < 0 or arr.max() > 255:
            raise ValueError("ids must fit into a byte")
        arr = np.ascontiguousarray(arr, dtype=np.uint8)
        profile = dict(
            driver="GTiff",
            count=1,
            dtype=arr.dtype.name,
            width=arr.shape[1],
            height=arr.shape[0],
            crs=da.rio.crs,
            transform=da.rio.transform(),
            **self.options,
        )
        with rio.open(path, "w", **profile) as sink:
            sink.write(arr, indexes=1)
        log.info("wrote %s", path)


def persist_classification_to_raster(raster_output_path, classification_result) -> None:
    GeoTiffWriter().write(raster_output_path, classification_result)
