"""All bands of the folder are read, then those asked for are selected by name."""

import numpy as np
import rioxarray
import xarray as xr


def load_sentinel_data(sentinel_product_location, resolution, band_names):
    all_bands = {}
    for file in sentinel_product_location.glob(f"GRANULE/*/IMG_DATA/R{resolution}m/*_B*.jp2"):
        with rioxarray.open_rasterio(file, masked=False, cache=False) as raster:
            all_bands[file.stem.split("_")[2]] = raster[0].drop_vars("band").astype(np.float32)
    missing = set(band_names) - set(all_bands)
    if missing:
        raise FileNotFoundError(f"not in the product: {sorted(missing)}")
    cube = xr.Dataset(all_bands).to_dataarray("band").sel(band=list(band_names))
    cube = cube.where(cube != 0)
    cube.data -= 1000
    cube.data *= 1e-4
    cube.attrs = {"units": "1", "long_name": tuple(band_names)}
    return cube
