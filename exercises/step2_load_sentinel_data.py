"""Step 2: load bands of a Sentinel-2 product as reflectance.

A Sentinel-2 L2A product is a folder whose name ends in ``.SAFE``. Each band is one JPEG 2000
file for each resolution it exists at::

    <product>.SAFE/GRANULE/<granule>/IMG_DATA/R60m/T31TCJ_20221116T105321_B04_60m.jp2

The files hold digital numbers (DN): whole numbers from 0 to 32767, where 0 means "no data".
The files do not say so themselves: to a reader, 0 is a number like any other. What the ground
reflects, as a share of the light that falls on it, is::

    reflectance = (DN + BOA_ADD_OFFSET) / BOA_QUANTIFICATION_VALUE

with BOA_ADD_OFFSET = -1000 and BOA_QUANTIFICATION_VALUE = 10000: first the sum, then the
division. Dark water can come out a little below 0, and a bright roof above 1. Both are
measurements, and stay.

Run the checks of this step with ``pytest -k step2``.
"""

from pathlib import Path

from xarray import DataArray


def load_sentinel_data(
    sentinel_product_location: Path, resolution: int, band_names: tuple[str, ...]
) -> DataArray:
    """Read bands and turn their digital numbers into reflectance.

    Parameters
    ----------
    sentinel_product_location : pathlib.Path
        The ``.SAFE`` folder of the product.
    resolution : {10, 20, 60}
        Side of a pixel in metres: chooses the folder ``R10m``, ``R20m`` or ``R60m``.
    band_names : tuple of str
        Names of the bands, such as ``("B04", "B03", "B02", "B8A")`` for red, green, blue and
        near infrared. Any number of bands, in any order.

    Returns
    -------
    xarray.DataArray
        - dims ``(band, y, x)``, dtype float32;
        - coordinate ``band``: the names of the bands, in the order asked;
        - coordinates ``x`` and ``y``: the centres of the pixels, in metres;
        - CRS and transform of the files, under the ``.rio`` accessor;
        - values: reflectance without unit, NaN where the DN is 0, in that band only. Nothing
          is clipped.

    Raises
    ------
    FileNotFoundError
        A band does not exist at this resolution. The message names the band. (B08 exists at
        10 m only, B8A at 20 m and 60 m only.)

    Examples
    --------
    The DN ``[[0, 940], [2350, 11600]]`` become the reflectance
    ``[[NaN, -0.006], [0.135, 1.06]]``.

    See Also
    --------
    https://docs.python.org/3/library/pathlib.html#pathlib.Path.glob
    https://corteva.github.io/rioxarray/stable/rioxarray.html#rioxarray-open-rasterio
    https://docs.xarray.dev/en/stable/generated/xarray.concat.html
    https://docs.xarray.dev/en/stable/generated/xarray.DataArray.where.html
    """
    # TODO: find the one file of each band at this resolution; no file is an error.
    # TODO: read each file, and give it its name along the dim "band".
    # TODO: put the bands together, in the order asked.
    # TODO: DN to reflectance in float32. What must happen to DN 0, and when?
    raise NotImplementedError
