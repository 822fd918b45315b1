"""Scale and offset of every band are read in MTD_MSIL2A.xml."""

import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import rioxarray
import xarray as xr

BANDS = "B01 B02 B03 B04 B05 B06 B07 B08 B8A B09 B10 B11 B12".split()


def radiometry(product):
    scale, offsets = 10000.0, dict.fromkeys(BANDS, -1000.0)
    metadata = product / "MTD_MSIL2A.xml"
    if metadata.exists():
        for element in ET.parse(metadata).iter():
            if element.tag.endswith("BOA_QUANTIFICATION_VALUE"):
                scale = float(element.text)
            if element.tag.endswith("BOA_ADD_OFFSET"):
                offsets[BANDS[int(element.get("band_id"))]] = float(element.text)
    return scale, offsets


def load_sentinel_data(sentinel_product_location, resolution, band_names):
    product = Path(sentinel_product_location)
    scale, offsets = radiometry(product)
    cubes = []
    for band in band_names:
        path = next(product.rglob(f"IMG_DATA/R{resolution}m/*_{band}_*.jp2"), None)
        if path is None:
            raise FileNotFoundError(f"band {band} at {resolution} m")
        dn = rioxarray.open_rasterio(path).astype(np.float32)
        dn = dn.where(dn != 0)
        cubes.append(((dn + offsets[band]) / scale).assign_coords(band=[band]))
    return xr.concat(cubes, dim="band", combine_attrs="drop")
