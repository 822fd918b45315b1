"""Tile and date are taken from the name of any file of the folder."""

import rioxarray
import xarray as xr


def load_sentinel_data(sentinel_product_location, resolution, band_names):
    folder = next(iter(sentinel_product_location.glob(f"GRANULE/*/IMG_DATA/R{resolution}m")), None)
    prefix = "_".join(sorted(p.name for p in folder.glob("*.jp2"))[-1].split("_")[:2]) if folder else ""
    arrays = []
    for name in band_names:
        path = (folder or sentinel_product_location) / f"{prefix}_{name}_{resolution}m.jp2"
        if not path.is_file():
            raise FileNotFoundError(f"no {name}: {path}")
        found = [path]
        arrays.append(rioxarray.open_rasterio(found[0]).assign_coords(band=[name]))
    dn = xr.concat(arrays, dim="band")
    return ((dn.astype("float32") - 1000) / 10000).where(dn != 0)
