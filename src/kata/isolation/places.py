"""Geometries and coordinate systems, taken apart for `kata.isolation.plain`."""

from __future__ import annotations

from typing import Any

import numpy as np

from kata.isolation.plain import Array, Kind


def _flat(geometries: Array) -> tuple[Any, ...]:
    """Return geometries as WKB: all bytes, the length of each (-1: None), which are rings."""
    import shapely

    ring = shapely.get_type_id(geometries) == shapely.GeometryType.LINEARRING
    wkb = [b"" if one is None else one for one in shapely.to_wkb(geometries)]
    lengths = np.where(shapely.is_missing(geometries), -1, [len(one) for one in wkb])
    return b"".join(wkb), lengths.astype("int64"), ring


def _geometries(wkb: bytes, lengths: Array, ring: Array) -> Array:
    import shapely

    found = np.empty(len(lengths), object)
    start = 0
    for number, length in enumerate(lengths.tolist()):
        if length >= 0:
            found[number] = shapely.from_wkb(wkb[start : start + length])
            start += length
    for number in np.flatnonzero(ring).tolist():
        # WKB has no rings, they became lines.
        points = shapely.get_coordinates(found[number], include_z=shapely.has_z(found[number]))
        found[number] = shapely.LinearRing(points)
    return found


def _geometry(*parts: Any) -> Any:
    return _geometries(*parts)[0]


def _geometry_array(crs: str | None, *parts: Any) -> Any:
    from geopandas.array import GeometryArray

    return GeometryArray(_geometries(*parts), crs=crs)


def _proj_crs(wkt: str) -> Any:
    from pyproj import CRS

    return CRS.from_wkt(wkt)


def _rasterio_crs(wkt: str) -> Any:
    from rasterio.crs import CRS

    return CRS.from_wkt(wkt)


def _affine(*numbers: float) -> Any:
    from affine import Affine

    return Affine(*map(float, numbers))


KINDS = (
    Kind(
        "geometry",
        "shapely",
        "Geometry",
        lambda geometry: _flat(np.array([geometry], object)),
        _geometry,
    ),
    Kind(
        "geometry-array",
        "geopandas.array",
        "GeometryArray",
        lambda array: (
            array.crs.to_wkt() if array.crs else None,
            *_flat(np.asarray(array, object)),
        ),
        _geometry_array,
    ),
    Kind("crs", "pyproj", "CRS", lambda crs: (crs.to_wkt(),), _proj_crs),
    Kind("rasterio-crs", "rasterio.crs", "CRS", lambda crs: (crs.to_wkt(),), _rasterio_crs),
    Kind("affine", "affine", "Affine", lambda affine: tuple(affine)[:6], _affine),
)
