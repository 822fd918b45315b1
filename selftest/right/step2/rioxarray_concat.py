"""One rioxarray per band, then xarray.concat along band."""

from pathlib import Path

import rioxarray
import xarray as xr


def find(product: Path, resolution: int, band: str) -> Path:
    for path in product.rglob(f"R{resolution}m/*_{band}_{resolution}m.jp2"):
        return path
    raise FileNotFoundError(f"{band}: no file at {resolution} m in {product}")


def load_sentinel_data(
    sentinel_product_location: Path, resolution: int, band_names: tuple[str, ...]
) -> xr.DataArray:
    bands = []
    for band in band_names:
        dn = rioxarray.open_rasterio(find(sentinel_product_location, resolution, band))
        bands.append(dn.assign_coords(band=[band]))
    dn = xr.concat(bands, dim="band")
    return ((dn.where(dn != 0).astype("float64") - 1000) / 10000).astype("float32")
