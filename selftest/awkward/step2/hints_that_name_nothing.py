"""The types in the signature name what is not there."""

from __future__ import annotations

from pathlib import Path

import rioxarray
import xarray as xr


def load_sentinel_data(
    place: pathlib.Path | NoSuchType, resolution: Literal[10, 20, 60], names: "tuple[str" = ("B04",)
) -> xarray.DataArray[np.float32]:
    rasters: list[Nothing] = []
    for name in names:
        found: 1 / 0 = list(Path(place).rglob(f"*_{name}_{resolution}m.jp2"))
        if not found:
            raise FileNotFoundError(f"no {name} at {resolution} m")
        dn = rioxarray.open_rasterio(found[0]).astype("float32").assign_coords(band=[name])
        rasters.append(((dn - 1000) / 10000).where(dn != 0))
    return xr.concat(rasters, "band")
