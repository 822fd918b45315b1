"""Only rasterio reads; the coordinate that holds the CRS is made by hand, and .rio not needed."""

import numpy as np
import rasterio
import xarray as xr


def load_sentinel_data(sentinel_product_location, resolution, band_names):
    layers = []
    for name in band_names:
        pattern = f"GRANULE/*/IMG_DATA/R{resolution}m/*_{name}_{resolution}m.jp2"
        paths = list(sentinel_product_location.glob(pattern))
        if not paths:
            raise FileNotFoundError(f"band {name} does not exist at {resolution} m")
        with rasterio.open(paths[0]) as file:
            dn, grid, crs = file.read(1).astype("float32"), file.transform, file.crs
        layers.append(np.where(dn == 0, np.float32("nan"), (dn - 1000) / 10000))
    rows, columns = dn.shape
    place = {"crs_wkt": crs.to_wkt(), "GeoTransform": " ".join(map(str, grid.to_gdal()))}
    result = xr.DataArray(
        np.stack(layers).astype("float32"),
        dims=("band", "y", "x"),
        coords={
            "band": list(band_names),
            "y": grid.f + grid.e * (np.arange(rows) + 0.5),
            "x": grid.c + grid.a * (np.arange(columns) + 0.5),
            "spatial_ref": xr.DataArray(0, attrs=place),
        },
    )
    result.encoding["grid_mapping"] = "spatial_ref"
    return result
