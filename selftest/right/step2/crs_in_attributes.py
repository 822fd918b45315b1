"""The CRS is an attribute, as older rioxarray had it, and the coordinates give the transform."""

import glob

import numpy as np
import rasterio
import rioxarray  # noqa: F401
import xarray as xr


class BandMissing(FileNotFoundError):
    """A band has no file."""


def load_sentinel_data(sentinel_product_location, resolution, band_names):
    def path_of(band):
        pattern = f"{sentinel_product_location}/**/IMG_DATA/R{resolution}m/*{band}*.jp2"
        for path in sorted(glob.glob(pattern, recursive=True)):
            return path
        raise BandMissing(f"There is no {band} in {resolution} m")

    values = []
    for band in band_names:
        with rasterio.open(path_of(band)) as file:
            values.append(file.read().squeeze(0))
            t, crs, (rows, columns) = file.transform, file.crs, file.shape
    dn = np.array(values, dtype=np.int32)
    out = np.full(dn.shape, np.nan, dtype=np.float32)
    np.divide(dn - 1000, 10000, out=out, where=dn != 0, casting="same_kind")
    x, _ = rasterio.transform.xy(t, [0] * columns, list(range(columns)))
    _, y = rasterio.transform.xy(t, list(range(rows)), [0] * rows)
    return xr.DataArray(
        out, [("band", list(band_names)), ("y", y), ("x", x)], attrs={"crs": crs.to_wkt()}
    )
