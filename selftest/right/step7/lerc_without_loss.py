"""LERC with max_z_error 0, which loses nothing."""
import rioxarray  # noqa: F401
import xarray as xr


def _bare(da):
    """Values, places and CRS only: attributes such as _FillValue or scale_factor stay out."""
    out = xr.DataArray(da.values, dims=("y", "x"), coords={"y": da.y.values, "x": da.x.values})
    out = out.rio.write_crs(da.rio.crs)
    if 1 in da.shape:  # one row or column does not tell the size of a pixel
        out = out.rio.write_transform(da.rio.transform())
    return out


def persist_classification_to_raster(raster_output_path, classification_result):
    classification_result = _bare(classification_result)
    north_up = classification_result.sortby("y", ascending=False)
    north_up.copy(data=north_up.values.astype("uint8")).rio.to_raster(
        raster_output_path, compress="LERC_DEFLATE", max_z_error=0
    )
