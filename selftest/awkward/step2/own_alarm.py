"""An alarm of its own is set and taken off, as for a limit of time."""

import signal
from pathlib import Path

import rioxarray
import xarray as xr


def stop(number, frame):
    raise TimeoutError("the disk is slow")


def load_sentinel_data(sentinel_product_location, resolution, band_names):
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, stop)
        signal.alarm(50)
    rasters = []
    for name in band_names:
        found = list(Path(sentinel_product_location).rglob(f"*_{name}_{resolution}m.jp2"))
        if not found:
            raise FileNotFoundError(f"no {name} at {resolution} m")
        dn = rioxarray.open_rasterio(found[0]).astype("float32").assign_coords(band=[name])
        rasters.append(((dn - 1000) / 10000).where(dn != 0))
    if hasattr(signal, "SIGALRM"):
        signal.alarm(0)
    return xr.concat(rasters, "band")
