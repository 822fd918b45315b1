"""The mask as a DataArray with the coordinates of the raster."""

from __future__ import annotations

import xarray as xr
from rasterio.features import rasterize


def rasterize_geojson(data_array, training_classes):
    mapping = {name: 10 * i for i, name in enumerate(training_classes["class"].unique(), 1)}
    mask = rasterize(
        zip(training_classes.geometry, training_classes["class"].map(mapping)),
        out_shape=data_array.rio.shape,
        transform=data_array.rio.transform(),
        dtype="uint8",
    )
    band = data_array.isel(band=0, drop=True)
    return xr.DataArray(mask, coords=band.coords, dims=band.dims), mapping
