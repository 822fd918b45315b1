"""Check the polygons a user drew, before any work is done with them."""

from __future__ import annotations

import difflib
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kata.errors import RunError, first_line

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from kata.run.product import Grid

CLASS = "class"


def check_polygons(path: Path, grid: Grid) -> None:
    """Raise RunError unless `path` holds polygons with a class, over the raster.

    Parameters
    ----------
    path : pathlib.Path
        Any file geopandas reads.
    grid : kata.run.product.Grid
        Where the raster lies.
    """
    polygons = _read(path)
    _check_classes(path, polygons)
    _check_geometries(path, polygons)
    _check_overlap(path, polygons, grid)


def _read(path: Path) -> GeoDataFrame:
    import geopandas as gpd

    if not path.exists():
        raise RunError(f"there is no {path}: give the file of polygons exported from QGIS")
    try:
        with warnings.catch_warnings():
            # The answer reads the file again, and warns then.
            warnings.simplefilter("ignore")
            polygons = gpd.read_file(path)
    except Exception as error:  # each driver raises errors of its own
        raise RunError(
            f"{path} cannot be read: export it again from QGIS ({first_line(error)})"
        ) from error
    if not isinstance(polygons, gpd.GeoDataFrame):
        raise RunError(f"{path} has no geometry: give the file of polygons exported from QGIS")
    if polygons.empty:
        raise RunError(f"{path} is empty: draw at least one polygon for each class")
    return polygons


def _check_classes(path: Path, polygons: GeoDataFrame) -> None:
    if CLASS not in polygons.columns:
        columns = [str(name) for name in polygons.columns if name != polygons.geometry.name]
        near = difflib.get_close_matches(CLASS, [name.lower() for name in columns], n=1)
        meant = next((name for name in columns if near and name.lower() == near[0]), None)
        advice = f"rename {meant!r} to {CLASS!r}" if meant else "add one with the land cover"
        raise RunError(f"{path} has no column {CLASS!r} but {_quoted(columns)}: {advice}")
    names = polygons[CLASS]
    missing = names.isna() | (names.astype(str).str.strip() == "")
    if missing.any():
        raise RunError(f"{path}: {_rows(missing)} without a class: fill in the column {CLASS!r}")


def _check_geometries(path: Path, polygons: GeoDataFrame) -> None:
    geometry = polygons.geometry
    nothing = geometry.isna() | geometry.is_empty
    if nothing.any():
        raise RunError(f"{path}: {_rows(nothing)} without a geometry: draw it or delete the row")
    other = ~geometry.geom_type.isin(["Polygon", "MultiPolygon"])
    if other.any():
        kind = geometry[other].geom_type.iloc[0]
        raise RunError(
            f"{path}: {_rows(other, polygons[CLASS])} is a {kind}, not a polygon: "
            "delete it or draw a polygon"
        )
    invalid = ~geometry.is_valid
    if invalid.any():
        reason = geometry[invalid].is_valid_reason().iloc[0].partition("[")[0]
        raise RunError(
            f"{path}: {_rows(invalid, polygons[CLASS])} is not valid ({reason}): "
            "in QGIS use Vector > Geometry Tools > Fix Geometries"
        )


def _check_overlap(path: Path, polygons: GeoDataFrame, grid: Grid) -> None:
    import shapely

    if polygons.crs is None:
        raise RunError(
            f"{path} has no CRS: in QGIS use Layer > Set CRS of Layer(s), then export it again"
        )
    on_raster = polygons.to_crs(grid.crs).geometry
    if not on_raster.intersects(shapely.box(*grid.bounds)).any():
        raise RunError(
            f"{path} lies outside the raster: polygons {_extent(polygons)}, "
            f"raster {_extent(_box(grid))}: draw polygons over this product"
        )


def _box(grid: Grid) -> GeoDataFrame:
    import geopandas as gpd
    import shapely

    return gpd.GeoDataFrame(geometry=[shapely.box(*grid.bounds)], crs=grid.crs)


def _extent(frame: GeoDataFrame) -> str:
    """Return the extent of `frame` in words, in degrees."""
    west, south, east, north = frame.to_crs("EPSG:4326").total_bounds
    return f"lon {west:.2f} to {east:.2f}, lat {south:.2f} to {north:.2f}"


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(map(repr, names)) or "none"


def _rows(marked: Iterable[bool], names: Iterable[str] | None = None) -> str:
    """Name the first marked row, counted from 1 as the attribute table of QGIS does."""
    places = [number for number, is_marked in enumerate(marked) if is_marked]
    name = f" ({list(names)[places[0]]})" if names is not None else ""
    more = f" (and {len(places) - 1} more)" if len(places) > 1 else ""
    return f"row {places[0] + 1}{name}{more}"
