"""DN fit into int16; the result is rounded to the four decimals it has."""

import rioxarray
import xarray as xr


def load_sentinel_data(location, resolution, names):
    rasters = []
    for name in names:
        files = [f for f in location.rglob("*.jp2") if f.stem.endswith(f"_{name}_{resolution}m")]
        if not files:
            raise FileNotFoundError(f"No file for {name} at {resolution} m below {location}")
        raster = rioxarray.open_rasterio(files[0], default_name=name).squeeze("band", drop=True)
        dn = raster.astype("int16")
        rasters.append(((dn - 1000) / 10000).round(4).where(dn.values != 0))
    return xr.merge(rasters, compat="override").to_array(dim="band").astype("float32")
