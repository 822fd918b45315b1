"""The files are given a nodata value of 0, and rioxarray masks and scales by itself."""

import rioxarray
import xarray as xr


def load_sentinel_data(sentinel_product_location, resolution, band_names):
    rasters = []
    for band in band_names:
        try:
            path = next(sentinel_product_location.glob(f"**/IMG_DATA/R{resolution}m/*_{band}_*"))
        except StopIteration as error:
            raise FileNotFoundError(f"{band} ({resolution} m)") from error
        raster = rioxarray.open_rasterio(path, lock=False).rio.write_nodata(0)
        raster = raster.where(raster != raster.rio.nodata).rio.write_nodata(0, encoded=True)
        rasters.append(raster.assign_coords(band=("band", [band])))
    dn = xr.combine_nested(rasters, concat_dim="band").sel(band=list(band_names))
    return ((dn.astype("float32") - 1000.0) / 10000.0).astype("float32")
