"""The table of the bands at 60 m has forgotten B01 and B09.

Diagnosis: raised
"""

import rioxarray
import xarray as xr


TABLE = {
    10: "B02 B03 B04 B08".split(),
    20: "B01 B02 B03 B04 B05 B06 B07 B8A B11 B12".split(),
    60: "B02 B03 B04 B05 B06 B07 B8A B11 B12".split(),
}


def load_sentinel_data(sentinel_product_location, resolution, band_names):
    arrays = []
    for name in band_names:
        if name not in TABLE[resolution]:
            raise FileNotFoundError(f"{name} does not exist at {resolution} m")
        found = sorted(sentinel_product_location.glob(f"GRANULE/*/IMG_DATA/R{resolution}m/*_{name}_{resolution}m.jp2"))
        if not found:
            raise FileNotFoundError(f"no band {name} at {resolution} m")
        arrays.append(rioxarray.open_rasterio(found[0]).assign_coords(band=[name]))
    dn = xr.concat(arrays, dim="band")
    return ((dn.astype("float32") - 1000) / 10000).where(dn != 0)
