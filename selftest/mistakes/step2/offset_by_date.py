"""The offset is only for images since January 2022: old ones were processed again.

Diagnosis: offset-missing
"""

import rioxarray
import xarray as xr


def load_sentinel_data(sentinel_product_location, resolution, band_names):
    arrays = []
    for name in band_names:
        found = sorted(sentinel_product_location.glob(f"GRANULE/*/IMG_DATA/R{resolution}m/*_{name}_{resolution}m.jp2"))
        if not found:
            raise FileNotFoundError(f"no band {name} at {resolution} m")
        arrays.append(rioxarray.open_rasterio(found[0]).assign_coords(band=[name]))
    when = found[0].name.split("_")[1]
    offset = -1000 if when >= "20220125" else 0
    dn = xr.concat(arrays, dim="band")
    return ((dn.astype("float32") + offset) / 10000).where(dn != 0)
