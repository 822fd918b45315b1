"""The grid comes from MTD_TL.xml, the pixels from rasterio."""

import xml.etree.ElementTree as ET

import numpy as np
import rasterio
import rioxarray  # noqa: F401
import xarray as xr
from affine import Affine


def load_sentinel_data(product, resolution, bands):
    (metadata,) = product.glob("GRANULE/*/MTD_TL.xml")
    root = ET.parse(metadata).getroot()
    crs = root.find(".//HORIZONTAL_CS_CODE").text
    size = root.find(f".//Size[@resolution='{resolution}']")
    place = root.find(f".//Geoposition[@resolution='{resolution}']")
    rows, columns = int(size.find("NROWS").text), int(size.find("NCOLS").text)
    ulx, uly = float(place.find("ULX").text), float(place.find("ULY").text)
    cube = np.empty((rows, columns, len(bands)), "float32")
    for n, band in enumerate(bands):
        folder = metadata.parent / "IMG_DATA" / f"R{resolution}m"
        path = next(iter(folder.glob(f"*{band}*")), None)
        if path is None:
            raise FileNotFoundError(f"{folder} has no {band}")
        with rasterio.open(path) as file:
            dn = file.read(1).astype(float)
        dn[dn == 0] = np.nan
        cube[..., n] = (dn - 1000) / 10000
    array = xr.DataArray(
        cube,
        dims=("y", "x", "band"),
        coords={
            "x": ulx + resolution * (np.arange(columns) + 0.5),
            "y": uly - resolution * (np.arange(rows) + 0.5),
            "band": list(bands),
        },
    ).transpose("band", "y", "x")
    transform = Affine(resolution, 0, ulx, 0, -resolution, uly)
    return array.rio.write_crs(crs).rio.write_transform(transform)
