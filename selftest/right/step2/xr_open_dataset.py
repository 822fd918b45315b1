"""Each file is opened by xarray's own reader with engine="rasterio"."""

import xarray as xr


def load_sentinel_data(sentinel_product_location, resolution, band_names):
    folder = next(sentinel_product_location.glob("GRANULE/*/IMG_DATA")) / f"R{resolution}m"
    arrays = {}
    for name in band_names:
        paths = list(folder.glob(f"*_{name}_*.jp2"))
        if len(paths) != 1:
            raise FileNotFoundError(f"{name}: {len(paths)} files in {folder}")
        with xr.open_dataset(paths[0], engine="rasterio", mask_and_scale=False) as file:
            arrays[name] = file["band_data"].isel(band=0, drop=True).load()
    dn = xr.concat(
        list(arrays.values()), dim="band", coords="minimal", compat="override", join="exact"
    )
    dn = dn.assign_coords(band=list(arrays)).transpose("band", "y", "x")
    return ((dn.astype("float64") - 1000) / 1e4).where(dn > 0).astype("float32")
