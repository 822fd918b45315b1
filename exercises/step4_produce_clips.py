"""Step 4: collect the samples, which are the labelled pixels.

A model learns from a table: for each pixel under a polygon its reflectance in every band, and
the class it belongs to. A pixel without a value in one of the bands teaches nothing, and a
model would take the hole for a value: it is left out.

Run the checks of this step with ``pytest -k step4``.
"""

from collections.abc import Mapping

import numpy as np
from xarray import DataArray, Dataset


def produce_clips(
    data_array: DataArray, burnt_polygons: np.ndarray, mapping: Mapping[str, int]
) -> Dataset:
    """Take reflectance and class of every usable labelled pixel.

    Parameters
    ----------
    data_array : xarray.DataArray
        Reflectance with dims ``(band, y, x)``, float32, NaN where there is no data: in one
        band or in all.
    burnt_polygons : numpy.ndarray
        The mask: dims ``(y, x)``, uint8, the class id of each pixel, 0 for no class.
    mapping : mapping of str to int
        Class name to class id.

    Returns
    -------
    xarray.Dataset
        One place along ``z`` for each pixel that has a class and no NaN in any band:

        - ``reflectance`` with dims ``(band, z)``;
        - ``feature_id`` with dims ``(z,)``: the class id, an integer dtype;
        - coordinate ``band``: the names of the bands, as in `data_array`.

        The order along ``z`` is free, and so are more coordinates. The three inputs are left
        as they are.

    Examples
    --------
    One row of three pixels in two bands, R and N::

        R: [0.11, 0.27, NaN]    N: [0.52, 0.33, 0.41]    mask: [[4, 0, 9]]

    The first pixel is a sample of class 4. The second has no class, the third no R. So
    ``reflectance`` is ``[[0.11], [0.52]]`` and ``feature_id`` is ``[4]``.

    See Also
    --------
    https://docs.xarray.dev/en/stable/user-guide/indexing.html
    https://docs.xarray.dev/en/stable/generated/xarray.Dataset.html
    https://numpy.org/doc/stable/user/basics.indexing.html#boolean-array-indexing
    """
    # TODO: which pixels have a class, and a value in every band?
    # TODO: take their reflectance (band, z) and their class ids (z), in the same order.
    # TODO: put both into a Dataset, with the names of the bands.
    raise NotImplementedError
