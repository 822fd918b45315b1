"""Step 6: learn from the samples, and classify every pixel.

A random forest is a hundred or more decision trees that vote. It learns which reflectance goes
with which class from the samples, and is then asked about every pixel of the raster.

It also answers for a pixel without data: ask it about NaN, and it makes up a class without a
word. Such pixels are nobody's class, 0, and leaving them out is your part.

Run the checks of this step with ``pytest -k step6``.
"""

from xarray import DataArray, Dataset


def classify_sentinel_data(rasters: DataArray, classified_rgb_rows: Dataset) -> DataArray:
    """Train a random forest on all the samples and classify the raster.

    Parameters
    ----------
    rasters : xarray.DataArray
        Reflectance with dims ``(band, y, x)``, float32, NaN where there is no data.
    classified_rgb_rows : xarray.Dataset
        The samples, as step 4 returns them: ``reflectance (band, z)`` with the same bands in
        the same order, and ``feature_id (z)``, integer class ids, any from 1 to 255.

    Returns
    -------
    xarray.DataArray
        - dims ``(y, x)``, an integer dtype: the class id of each pixel;
        - 0 where any band is NaN, and nowhere else;
        - the coordinates ``y`` and ``x`` and the CRS of `rasters`.

    Notes
    -----
    Train a ``sklearn.ensemble.RandomForestClassifier`` on all the samples: what it says of a
    pixel is the pixel's class. Its settings are up to you.

    Examples
    --------
    With samples of class 4 near (0.1, 0.5) and of class 9 near (0.3, 0.3), a raster of one row
    and three pixels::

        R: [0.29, 0.12, 0.11]    N: [0.31, 0.49, NaN]

    becomes ``[[9, 4, 0]]``.

    See Also
    --------
    https://scikit-learn.org/stable/modules/generated/sklearn.ensemble.RandomForestClassifier.html
    https://numpy.org/doc/stable/reference/generated/numpy.reshape.html
    https://docs.xarray.dev/en/stable/generated/xarray.DataArray.html
    """
    # TODO: train a forest: one row for each sample, one column for each band.
    # TODO: make a table of the pixels: one row for each pixel, one column for each band.
    # TODO: predict the class of the pixels that have a value in every band.
    # TODO: give the labels the shape (y, x), and the coordinates and CRS of the rasters.
    raise NotImplementedError
