"""Find the step of a pipeline whose result is the first to differ from the oracle's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from kata.grading.chain import BANDS, CHANGED
from kata.grading.diagnose import REFLECTANCE_TOLERANCE, differing, in_order
from kata.grading.failure import Array
from kata.grading.files import first_band
from kata.grading.scenes import Scene

_METRE = 1.0  # no mistake moves polygons by less
_CSV_TOLERANCE = 1e-4  # a DN
_LOWEST_ACCURACY = 0.9  # of a map, against the planted truth

Seen = Mapping[str, Any]


def first_drift(scene: Scene, seen: Seen) -> str:
    """Say which step's result is the first that is not the one expected.

    Parameters
    ----------
    scene : Scene
        The pipeline ran on.
    seen : mapping of str to object
        What each function gave, by its name, as far as the pipeline came.

    Returns
    -------
    str
        The name of the function and what is wrong, or "" when no result can be blamed.
    """
    for function, look in _LOOKS.items():
        if function not in seen:
            return ""
        try:
            said = look(scene, seen)
        except Exception:
            said = "its result cannot be compared"
        if not said and function in seen.get(CHANGED, ()):
            said = "it changed what it was given, which later steps use"
        if said:
            return f"{function}: {said}"
    return ""


def _polygons(scene: Scene, seen: Seen) -> str:
    epsg = scene.grid().epsg
    got = seen["load_feature_polygons"].geometry.bounds.to_numpy()
    expected = np.array([geometry.bounds for geometry in scene.geometries(epsg)])
    if got.shape != expected.shape:
        return f"{len(got)} rows of polygons, not {len(expected)}"
    near = np.allclose(np.sort(got, axis=0), np.sort(expected, axis=0), rtol=0, atol=_METRE)
    return "" if near else "the polygons lie elsewhere"


def _rasters(scene: Scene, seen: Seen) -> str:
    rasters = seen["load_sentinel_data"]
    wrong = _compared(np.asarray(rasters), scene.reflectance(), "rasters", REFLECTANCE_TOLERANCE)
    return wrong or _misplaced(rasters, scene, "rasters")


def _mask(scene: Scene, seen: Seen) -> str:
    mask, mapping = seen["rasterize_geojson"]
    if len(set(mapping.values())) < len(mapping):
        return "two classes share an id"
    ids = np.array([0, *(mapping.get(name, 0) for name in scene.classes)])
    return _compared(np.asarray(mask), ids[scene.class_number()], "mask")


def _samples(scene: Scene, seen: Seen) -> str:
    samples = seen["produce_clips"]
    dims = samples["reflectance"].dims
    if dims != ("band", "z"):
        return f"the dims of reflectance are {dims}"
    bands = tuple(map(str, samples["band"].to_numpy()))
    if bands != BANDS:
        return f"the coordinate band is {', '.join(bands)}"
    if samples["feature_id"].dtype.kind not in "iu":
        return f"the dtype of feature_id is {samples['feature_id'].dtype}"
    ids, counts = np.unique(samples["feature_id"].to_numpy(), return_counts=True)
    _, mapping = seen["rasterize_geojson"]
    expected = {mapping[name]: count for name, count in scene.counts().items() if count}
    if dict(zip(ids.tolist(), counts.tolist(), strict=True)) != expected:
        return "the samples are not all the usable pixels, with their class"
    return _compared(
        np.sort(samples["reflectance"].to_numpy(), axis=1),
        np.sort(scene.samples()["reflectance"].to_numpy(), axis=1),
        "samples",
        REFLECTANCE_TOLERANCE,
    )


def _csv(scene: Scene, seen: Seen) -> str:
    import pandas as pd

    table = pd.read_csv(seen["persist_to_csv"], sep=";")
    columns = [*BANDS, "feature_id"]
    if list(table.columns) != columns:
        return "the CSV has other columns"
    samples = seen["produce_clips"]
    reflectance = samples["reflectance"].transpose("z", "band").to_numpy()
    given = np.column_stack([reflectance, samples["feature_id"].to_numpy()])
    return _compared(in_order(table.to_numpy(dtype=float)), in_order(given), "CSV", _CSV_TOLERANCE)


def _classification(scene: Scene, seen: Seen) -> str:
    if scene.truth_path is None:
        return ""
    numbers, names = scene.planted
    _, mapping = seen["rasterize_geojson"]
    ids = np.array([0, *(mapping[name] for name in names)])
    expected = np.where(np.isnan(scene.reflectance()).any(axis=0), 0, ids[numbers])
    classification = seen["classify_sentinel_data"]
    if wrong := _misplaced(classification, scene, "map"):
        return wrong
    got = np.asarray(classification)
    if got.shape != expected.shape:
        return f"the map has the shape {got.shape}, not {expected.shape}"
    right = (got == expected).mean()
    return "" if right >= _LOWEST_ACCURACY else f"{right:.0%} of the map agree with the truth"


def _geotiff(scene: Scene, seen: Seen) -> str:
    import rasterio

    with rasterio.open(seen["persist_classification_to_raster"], driver="GTiff") as file:
        got = first_band(file)
    return _compared(got, np.asarray(seen["classify_sentinel_data"]), "GeoTIFF")


_LOOKS: dict[str, Callable[[Scene, Seen], str]] = {
    "load_feature_polygons": _polygons,
    "load_sentinel_data": _rasters,
    "rasterize_geojson": _mask,
    "produce_clips": _samples,
    "persist_to_csv": _csv,
    "classify_sentinel_data": _classification,
    "persist_classification_to_raster": _geotiff,
}


def _misplaced(array: Any, scene: Scene, name: str) -> str:
    """Say that an array does not lie where the scene does."""
    import rioxarray  # noqa: F401

    grid = scene.grid()
    for axis, centres in (("x", grid.x), ("y", grid.y)):
        if not np.allclose(array[axis], centres, rtol=0, atol=_METRE):
            return f"the coordinate {axis} of the {name} is not that of the pixel centres"
    if array.rio.crs is None:
        return f"the {name} has no CRS"
    same = array.rio.crs.to_epsg() == grid.epsg
    return "" if same else f"the CRS of the {name} is another one than EPSG:{grid.epsg}"


def _compared(got: Array, expected: Array, name: str, tolerance: float = 0.0) -> str:
    if got.shape != expected.shape:
        return f"the {name} has the shape {got.shape}, not {expected.shape}"
    wrong = int(differing(got, expected, tolerance).sum())
    return f"{wrong} of {got.size} values of the {name} differ" if wrong else ""
