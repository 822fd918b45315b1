"""Step 7: write the map to a GeoTIFF file.

A GeoTIFF is a picture that knows where on Earth it lies: QGIS puts it at its place, under the
roads and over the satellite image. For that it needs the CRS and the transform, which says
where the corner of the first pixel is and how large a pixel is.

Run the checks of this step with ``pytest -k step7``.
"""

from pathlib import Path

from xarray import DataArray


def persist_classification_to_raster(
    raster_output_path: Path, classification_result: DataArray
) -> None:
    """Write class ids to a GeoTIFF.

    Parameters
    ----------
    raster_output_path : pathlib.Path
        File to write, ``.tif`` or ``.tiff``; its folder exists. A file that is there already
        is replaced.
    classification_result : xarray.DataArray
        Class ids as step 6 returns them: dims ``(y, x)``, an integer dtype (int64, uint8 or
        another) with values from 0 to 255, coordinates at the pixel centres, and the CRS under
        the ``.rio`` accessor.

    Returns
    -------
    None
        The file is the result, a GeoTIFF:

        - a single band of an integer type, with exactly the values given;
        - the CRS and the transform of `classification_result`, the northernmost row first;
        - no nodata tag, or the nodata tag 0, and no mask that hides a class;
        - any layout, and any compression that loses nothing.

    Examples
    --------
    A map of 2 x 2 pixels of 10 m whose first pixel has its centre at (5, 15) gives a file with
    the transform ``(10, 0, 0, 0, -10, 20)``: the corner of that pixel is at (0, 20).

    See Also
    --------
    https://corteva.github.io/rioxarray/stable/rioxarray.html#rioxarray.raster_array.RasterArray.to_raster
    https://rasterio.readthedocs.io/en/stable/topics/writing.html
    """
    # TODO: write the values with CRS and transform.
    # TODO: which integer type is large enough, and need not be larger?
    raise NotImplementedError
