"""Step 3: burn the polygons into a mask on the grid of the raster.

To collect samples we need to know for each pixel whether it lies in a polygon, and of which
class. The answer is a second raster, the mask, on the very same grid: 0 where there is no
polygon, else a number that stands for the class. The mapping says which number is which class.

Run the checks of this step with ``pytest -k step3``.
"""

import numpy as np
from geopandas import GeoDataFrame
from xarray import DataArray


def rasterize_geojson(
    data_array: DataArray, training_classes: GeoDataFrame
) -> tuple[np.ndarray, dict[str, int]]:
    """Burn polygons into a mask of class ids.

    Parameters
    ----------
    data_array : xarray.DataArray
        Raster with dims ``(band, y, x)``, as step 2 returns it: its ``.rio`` accessor knows
        shape, CRS and transform. Rows run from north to south. It is left as it is: later steps
        use it.
    training_classes : geopandas.GeoDataFrame
        Polygons in the CRS of the raster, with a column `class` of names. Several rows may
        have the same class; the index means nothing.

    Returns
    -------
    mask : numpy.ndarray
        2-D, dtype uint8, dims ``(y, x)``, the rows and columns of the raster. The id of the
        class where a polygon holds the centre of the pixel, 0 elsewhere: outside, in the hole
        of a polygon, and where a polygon only touches the pixel.
    mapping : dict of str to int
        For each class name of the column `class` its id: an integer from 1 to 255 (0 is taken).
        Which ids is up to you, as long as they are distinct. Rows of one class share its id.

    Examples
    --------
    A raster of 2 rows and 3 columns with pixels of 10 m, its north-west corner at (0, 20). Two
    rows: ICE is the square from (0, 10) to (10, 20), ROCK the rectangle from (20, 0) to
    (30, 20). Then mask and mapping can be::

        [[4, 0, 9],
         [0, 0, 9]]      {"ICE": 4, "ROCK": 9}

    See Also
    --------
    https://rasterio.readthedocs.io/en/stable/api/rasterio.features.html#rasterio.features.rasterize
    https://corteva.github.io/rioxarray/stable/rioxarray.html#rioxarray.raster_array.RasterArray.transform
    """
    # TODO: choose an id for each class. What if two rows have the same class?
    # TODO: pair each geometry with the id of its class.
    # TODO: burn them on the grid of data_array: which shape, which transform, which dtype?
    raise NotImplementedError
