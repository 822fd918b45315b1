"""Where there is no B08, B8A takes its place.

Diagnosis: missing-band-replaced
"""

import rioxarray
import xarray as xr


def load_sentinel_data(sentinel_product_location, resolution, band_names):
    arrays = []
    for name in band_names:
        file = "B8A" if (name, resolution) == ("B08", 20) else name
        found = sorted(sentinel_product_location.glob(f"GRANULE/*/IMG_DATA/R{resolution}m/*_{file}_{resolution}m.jp2"))
        if not found:
            raise FileNotFoundError(f"no band {name} at {resolution} m")
        arrays.append(rioxarray.open_rasterio(found[0]).assign_coords(band=[name]))
    dn = xr.concat(arrays, dim="band")
    return ((dn.astype("float32") - 1000) / 10000).where(dn != 0)
