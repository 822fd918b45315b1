"""Grid and CRS are those of the true colour image."""

import rioxarray
import xarray as xr


def load_sentinel_data(sentinel_product_location, resolution, band_names):
    base = next(sentinel_product_location.glob("GRANULE/*/IMG_DATA"))
    def path(layer):
        found = list(base.glob(f"R{resolution}m/*_{layer}_{resolution}m.jp2"))
        if not found:
            raise FileNotFoundError(f"{layer} at {resolution} m")
        return found[0]
    bands = [rioxarray.open_rasterio(path(b)).isel(band=0, drop=True) for b in band_names]
    template = rioxarray.open_rasterio(path("TCI")).isel(band=0, drop=True)
    dn = xr.concat(bands, "band", join="override", combine_attrs="drop").assign_coords(band=list(band_names))
    rho = ((dn.astype("float32") - 1000) / 10000).where(dn != 0).assign_coords(x=template.x, y=template.y)
    return rho.rio.write_crs(template.rio.crs)
