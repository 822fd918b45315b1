"""The bands are the variables of a Dataset, which becomes an array at the end."""

from pathlib import Path

import rioxarray
import xarray as xr


def load_sentinel_data(sentinel_product_location, resolution, band_names):
    layers = {}
    for name in band_names:
        paths = sorted(Path(sentinel_product_location).glob(f"**/R{resolution}m/*_{name}_*.jp2"))
        if not paths:
            raise FileNotFoundError(f"{name} is missing at resolution {resolution}")
        dn = rioxarray.open_rasterio(paths[0]).sel(band=1, drop=True)
        layers[name] = xr.where(dn == 0, float("nan"), dn * 1e-4 - 0.1)
    cube = xr.Dataset(layers).to_array(dim="band").transpose("band", "y", "x")
    crs = dn.rio.crs
    return cube.astype("float32").rio.write_crs(crs).rio.write_transform(dn.rio.transform())
