"""What `kata run` gives to the function of each step, and what it needs back.

A stage calls the function, checks that the next step can use the result (whether it is right is
for the graded tests to say), keeps it, and sums it up in a few words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kata.errors import RunError
from kata.run.outputs import replacing

if TYPE_CHECKING:
    import numpy as np
    import xarray as xr
    from geopandas import GeoDataFrame

STEP1_EPSG = 32631  # the CRS that step 1 is asked for, whatever the product

Function = Callable[..., Any]


class UnusableError(Exception):
    """The function of a step gave something no further step can use; the message says what."""


@dataclass(frozen=True)
class Job:
    """What a run reads and writes.

    Attributes
    ----------
    polygons, product : pathlib.Path
        Inputs: the file of polygons and the folder that holds ``GRANULE``.
    resolution : int
        Pixel size in metres.
    bands : tuple of str
        Band names, in order.
    csv, raster : pathlib.Path
        Outputs: the table of samples and the map.
    """

    polygons: Path
    product: Path
    resolution: int
    bands: tuple[str, ...]
    csv: Path
    raster: Path


@dataclass
class Results:
    """What the steps have returned so far; an attribute is there once its step has run.

    Attributes
    ----------
    polygons : geopandas.GeoDataFrame
        One row a polygon, in the CRS of step 1; after step 3 in that of the rasters.
    rasters : xarray.DataArray
        Reflectance, dims (band, y, x), in the CRS of the product.
    mask : numpy.ndarray
        Class ids (y, x) on the grid of the rasters; 0: no class.
    mapping : dict of str to int
        Class id of each class name.
    samples : xarray.Dataset
        ``reflectance`` (band, z) and ``feature_id`` (z).
    classification : xarray.DataArray
        Class ids, dims (y, x), on the grid of the rasters; 0: no data.
    """

    polygons: GeoDataFrame = field(init=False)
    rasters: xr.DataArray = field(init=False)
    mask: np.ndarray = field(init=False)
    mapping: dict[str, int] = field(init=False)
    samples: xr.Dataset = field(init=False)
    classification: xr.DataArray = field(init=False)


@dataclass(frozen=True)
class Outcome:
    """What is said about a step that has run.

    Attributes
    ----------
    summary : str
        A few words.
    log : dict of str to object
        Values worth a look, by name.
    notes : list of str
        What a user should know, a line each.
    """

    summary: str
    log: dict[str, object]
    notes: list[str] = field(default_factory=list)


def load_feature_polygons(function: Function, job: Job, results: Results) -> Outcome:
    """Run step 1; its result needs a class, a geometry and a CRS."""
    import geopandas as gpd

    polygons = function(job.polygons)
    _need(isinstance(polygons, gpd.GeoDataFrame), polygons, "a GeoDataFrame")
    _need("class" in polygons, polygons, "a GeoDataFrame with a column 'class'")
    _need(polygons.crs is not None, polygons, "a GeoDataFrame with a CRS")
    results.polygons = polygons
    count = int(polygons.geometry.count_geometries().sum())
    classes = polygons["class"].nunique()
    kinds = "1 class" if classes == 1 else f"{classes} classes"
    return Outcome(f"{_many(count, 'polygon')}, {kinds}", {"polygons": polygons})


def load_sentinel_data(function: Function, job: Job, results: Results) -> Outcome:
    """Run step 2; its result needs three named dims and a CRS."""
    import rioxarray  # noqa: F401  (adds .rio to every DataArray)
    import xarray as xr

    rasters = function(job.product, job.resolution, job.bands)
    _need(isinstance(rasters, xr.DataArray), rasters, "a DataArray")
    dims = ("band", "y", "x")
    _need(rasters.dims == dims, rasters, f"a DataArray with dims {dims}")
    _need(rasters.rio.crs is not None, rasters, "a DataArray with a CRS")
    results.rasters = rasters
    bands, rows, columns = rasters.shape
    summary = f"{_many(bands, 'band')} of {rows} x {columns} pixels"
    return Outcome(summary, {"rasters": rasters}, _strange_reflectance(rasters))


def rasterize_geojson(function: Function, job: Job, results: Results) -> Outcome:
    """Run step 3 on polygons in the CRS of the raster; its mask needs the raster's shape."""
    import numpy as np

    notes = _reproject(results)
    pair = function(results.rasters, results.polygons)
    is_pair = isinstance(pair, tuple) and len(pair) == 2
    _need(is_pair, pair, "a pair (mask, mapping)")
    mask, mapping = pair
    shape = results.rasters.shape[1:]
    _need(np.shape(mask) == shape, mask, f"a mask of shape {shape}")
    _need(isinstance(mapping, Mapping), mapping, "a mapping of class name to id")
    results.mask, results.mapping = np.asarray(mask), dict(mapping)

    counts = {name: int((results.mask == number).sum()) for name, number in mapping.items()}
    empty = [str(name) for name, count in counts.items() if not count]
    if len(empty) == len(counts):
        inside = _pixels_inside(results)
        if inside:
            raise UnusableError(
                f"gave no pixel the id of a class, but {inside} pixel centres lie in polygons"
            )
        raise RunError("no pixel has a class: the polygons hold no pixel centre, draw larger ones")
    notes += [f"no pixel has class {name}: its polygons hold no pixel centre" for name in empty]
    summary = ", ".join(f"{name} {count}" for name, count in counts.items())
    return Outcome(f"{summary} pixels", {"burnt_polygons": results.mask, "mapping": mapping}, notes)


def produce_clips(function: Function, job: Job, results: Results) -> Outcome:
    """Run step 4; its result needs two variables and at least one sample."""
    import numpy as np
    import xarray as xr

    samples = function(results.rasters, results.mask, results.mapping)
    _need(isinstance(samples, xr.Dataset), samples, "a Dataset")
    for name, dims in {"reflectance": {"band", "z"}, "feature_id": {"z"}}.items():
        there = name in samples and set(samples[name].dims) == dims
        _need(there, samples, f"a Dataset with a {name} over {' and '.join(sorted(dims))}")
    if not samples.sizes["z"]:
        usable = int(((results.mask != 0) & ~np.isnan(results.rasters.values).any(axis=0)).sum())
        if usable:
            raise UnusableError(
                f"returned no sample, but {usable} pixels have a class and a value in every band"
            )
        raise RunError("there are no samples: every pixel with a class is nodata in some band")
    results.samples = samples
    summary = f"{_many(samples.sizes['z'], 'sample')} of {samples.sizes['band']} bands"
    return Outcome(summary, {"classified_rgb_rows": samples})


def persist_to_csv(function: Function, job: Job, results: Results) -> Outcome:
    """Run step 5 on a temporary path; the file takes its place when it is complete."""
    with replacing(job.csv) as part:
        function(results.samples, part)
        _need_file(part)
        size = part.stat().st_size
    return Outcome(f"{job.csv.name}, {_bytes(size)}", {"Written CSV output": job.csv})


def classify_sentinel_data(function: Function, job: Job, results: Results) -> Outcome:
    """Run step 6; its result needs the raster's shape."""
    import numpy as np

    ids = np.unique(results.samples["feature_id"].values)
    if len(ids) < 2:
        raise RunError("there are samples of one class only: a map needs at least two")
    classification = function(results.rasters, results.samples)
    shape = results.rasters.shape[1:]
    there = np.shape(classification) == shape
    _need(there, classification, f"a DataArray of shape {shape}")
    results.classification = classification
    summary = ", ".join(f"{name} {part:.1%}" for name, part in shares(results).items())
    return Outcome(summary, {"classification_result": classification})


def persist_classification_to_raster(function: Function, job: Job, results: Results) -> Outcome:
    """Run step 7 on a temporary path; the file takes its place when it is complete."""
    import rasterio
    from rasterio.errors import RasterioIOError

    with replacing(job.raster) as part:
        function(part, results.classification)
        _need_file(part)
        try:
            with rasterio.open(part) as raster:
                width, height = raster.width, raster.height
        except RasterioIOError as error:
            raise UnusableError("wrote a file that is no raster") from error
        size = part.stat().st_size
    summary = f"{job.raster.name}, {height} x {width} pixels, {_bytes(size)}"
    return Outcome(summary, {"Written Classified Raster to": job.raster})


STAGES: dict[str, Callable[[Function, Job, Results], Outcome]] = {
    stage.__name__: stage
    for stage in (
        load_feature_polygons,
        load_sentinel_data,
        rasterize_geojson,
        produce_clips,
        persist_to_csv,
        classify_sentinel_data,
        persist_classification_to_raster,
    )
}


def shares(results: Results) -> dict[str, float]:
    """Return the part of the map each class takes, from 0 to 1; ``no class`` if there is any."""
    import numpy as np

    labels = np.asarray(results.classification)
    parts = {str(n): float((labels == i).mean()) for n, i in results.mapping.items()}
    nothing = float((labels == 0).mean())
    return parts | ({"no class": nothing} if nothing else {})


def _reproject(results: Results) -> list[str]:
    """Bring the polygons to the CRS of the rasters, where step 1 left them in another one."""
    from pyproj import CRS

    target = CRS(results.rasters.rio.crs)
    source = results.polygons.crs
    notes = []
    if not source.equals(target, ignore_axis_order=True):
        results.polygons = results.polygons.to_crs(target)
        moved = f"from {_crs(source)} to {_crs(target)}, the CRS of the product"
        notes.append(f"polygons reprojected {moved}")
        if not source.equals(CRS.from_epsg(STEP1_EPSG), ignore_axis_order=True):
            notes[0] += f"; step 1 was to give EPSG:{STEP1_EPSG}: pytest -k step1"
    west, south, east, north = results.polygons.total_bounds
    left, bottom, right, top = results.rasters.rio.bounds()
    # The file was found to lie over the product before the run: a step moved one of them.
    if not (west < right and east > left and south < top and north > bottom):
        raise RunError(
            f"step 1 left the polygons at {west:.6g} to {east:.6g} east and {south:.7g} to "
            f"{north:.7g} north, but the raster of step 2 covers {left:.0f} to {right:.0f} and "
            f"{bottom:.0f} to {top:.0f}: see pytest -k step1, then pytest -k step2"
        )
    return notes


def _strange_reflectance(rasters: xr.DataArray) -> list[str]:
    """Say what cannot be the reflectance of a landscape."""
    import numpy as np

    from kata.run.pictures import thinned

    values = rasters.values
    if np.isnan(values).all():
        return ["every value of the rasters is NaN: pytest -k step2, if the product has data"]
    seen = thinned(values)
    seen = seen[~np.isnan(seen)]
    if seen.size and not 0 <= (typical := float(np.median(seen))) <= 1.5:
        return [f"the median of the rasters is {typical:.4g}, not a reflectance: pytest -k step2"]
    return []


def _pixels_inside(results: Results) -> int:
    """Return how many pixel centres the polygons hold."""
    from rasterio.features import geometry_mask

    shapes = [shape for shape in results.polygons.geometry if shape and not shape.is_empty]
    rio = results.rasters.rio
    return int(geometry_mask(shapes, rio.shape, rio.transform(), invert=True).sum())


def _crs(crs: Any) -> str:
    code = crs.to_epsg()
    return f"EPSG:{code}" if code else crs.name


def _need(condition: object, got: object, needed: str) -> None:
    if not condition:
        kind = "None" if got is None else _kind(got)
        raise UnusableError(f"returned {kind} instead of {needed}")


def _need_file(path: Path) -> None:
    if not path.is_file():
        raise UnusableError("wrote no file to the path it was given")


def _kind(value: object) -> str:
    """Name the type of a value, and its shape or dims where it has some."""
    name = type(value).__name__
    dims = getattr(value, "dims", None)
    if isinstance(dims, tuple):
        return f"a {name} with dims {dims}"
    shape = getattr(value, "shape", None)
    return f"a {name} of shape {shape}" if isinstance(shape, tuple) else f"a {name}"


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _bytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{size / 1e3:.1f} kB"
