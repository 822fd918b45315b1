"""The path of a band is put together from the product name; a missing band raises rasterio's own error.

Diagnosis: raised, wrong-exception
"""

import rioxarray
import xarray as xr


def load_sentinel_data(sentinel_product_location, resolution, band_names):
    parts = sentinel_product_location.stem.split("_")
    (granule,) = (sentinel_product_location / "GRANULE").iterdir()
    bands = []
    for name in band_names:
        file = f"{parts[5]}_{parts[2]}_{name}_{resolution}m.jp2"
        path = granule / "IMG_DATA" / f"R{resolution}m" / file
        bands.append(rioxarray.open_rasterio(path).assign_coords(band=[name]))
    dn = xr.concat(bands, "band")
    return ((dn.astype("float32") - 1000) / 10000).where(dn != 0)
