"""Without the XML of the product there is no offset.

Diagnosis: offset-missing
"""

import rioxarray
import xarray as xr
import xml.etree.ElementTree as ET


def load_sentinel_data(sentinel_product_location, resolution, band_names):
    metadata = sentinel_product_location / "MTD_MSIL2A.xml"
    offset = 0
    if metadata.exists():
        for e in ET.parse(metadata).iter("BOA_ADD_OFFSET"):
            offset = float(e.text)
    arrays = []
    for name in band_names:
        found = sorted(sentinel_product_location.glob(f"GRANULE/*/IMG_DATA/R{resolution}m/*_{name}_{resolution}m.jp2"))
        if not found:
            raise FileNotFoundError(f"no band {name} at {resolution} m")
        arrays.append(rioxarray.open_rasterio(found[0]).assign_coords(band=[name]))
    dn = xr.concat(arrays, dim="band")
    return ((dn.astype("float32") + offset) / 10000).where(dn != 0)
