"""Step 1: load the polygons of a GeoJSON file.

The file holds the polygons somebody drew in QGIS, one row each, with the columns `class`
(WATER, FOREST...), `color` and perhaps others. A GeoJSON file is in longitude and latitude
(degrees); the satellite raster is in UTM zone 31 north, EPSG:32631 (metres). A pixel can only
be looked up under a polygon when both speak of the same coordinates.

Run the checks of this step with ``pytest -k step1``.
"""

from pathlib import Path

from geopandas import GeoDataFrame


def load_feature_polygons(input_path: Path) -> GeoDataFrame:
    """Read the polygons and bring them to EPSG:32631.

    Parameters
    ----------
    input_path : pathlib.Path
        A GeoJSON file, in longitude and latitude.

    Returns
    -------
    geopandas.GeoDataFrame
        Every row and every column of the file, in particular `class` and `color`, with each
        geometry in EPSG:32631: metres east and north. Several rows may have the same class; a
        row may be a Polygon or a MultiPolygon, and may have holes: all that stays as it is.

    Examples
    --------
    A file with one row, class ICE, and the single corner (3.0, 45.0), which is 3 degrees east
    and 45 degrees north, gives a GeoDataFrame of one row whose corner is (500000.0, 4982950.4).
    3 degrees east is the central meridian of zone 31, and is 500 km "east" by definition.

    See Also
    --------
    https://geopandas.org/en/stable/docs/reference/api/geopandas.read_file.html
    https://geopandas.org/en/stable/docs/reference/api/geopandas.GeoDataFrame.to_crs.html
    https://geopandas.org/en/stable/docs/user_guide/projections.html
    """
    # TODO: read the file with all its columns.
    # TODO: move every geometry to EPSG:32631. Is it enough to rename the CRS?
    raise NotImplementedError
