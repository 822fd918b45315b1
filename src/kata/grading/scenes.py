"""The scenes that answers are graded on, and what is true of them.

Expected values are computed here with rasterio, numpy and shapely only: pixel by pixel, the
slow and plain way, so that they share nothing with the code they judge.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from kata.grading.failure import Array

if TYPE_CHECKING:
    from affine import Affine
    from geopandas import GeoDataFrame
    from pyproj import Transformer
    from xarray import DataArray, Dataset

BOA_ADD_OFFSET = -1000
BOA_QUANTIFICATION_VALUE = 10000
BANDS = ("B04", "B03", "B02", "B8A")


@dataclass(frozen=True)
class Grid:
    """A north-up grid of square pixels.

    Attributes
    ----------
    transform : affine.Affine
        From (column, row) of a pixel's upper left corner to metres east and north.
    shape : tuple of int
        Rows and columns.
    epsg : int
        EPSG code of the CRS.
    """

    transform: Affine
    shape: tuple[int, int]
    epsg: int

    @property
    def pixel(self) -> float:
        """Side of a pixel, in metres."""
        return float(self.transform.a)

    @property
    def x(self) -> Array:
        """Easting of the pixel centres, in metres."""
        return self.transform.c + self.pixel * (np.arange(self.shape[1]) + 0.5)

    @property
    def y(self) -> Array:
        """Northing of the pixel centres, in metres; the first row is the northernmost."""
        return self.transform.f - self.pixel * (np.arange(self.shape[0]) + 0.5)

    def place(self, row: int, column: int) -> str:
        """Name a pixel by row and column and by its centre."""
        return f"row {row}, col {column} (E {self.x[column]:.0f}, N {self.y[row]:.0f})"


@dataclass(frozen=True)
class Scene:
    """A small product, its polygons and its planted truth.

    Attributes
    ----------
    name : str
        What messages call it.
    product : pathlib.Path
        The ``.SAFE`` folder.
    polygons_path : pathlib.Path
        The GeoJSON file, in longitude and latitude.
    truth_path : pathlib.Path or None
        GeoTIFF of the planted truth, if the scene was made.
    rows : int or None
        How many rows of the polygons there are to be; all of them by default.
    seed : int or None
        What the scene was drawn from, if it is not one of those in ``fixtures/``.
    """

    name: str
    product: Path
    polygons_path: Path
    truth_path: Path | None = None
    rows: int | None = None
    seed: int | None = None

    # Scenes live as long as the session: what they cache is meant to stay (B019).

    @classmethod
    def in_folder(cls, name: str, folder: Path, seed: int | None = None) -> Scene:
        """Return the scene of a folder with one product, its polygons and its truth."""
        (product,) = folder.glob("*.SAFE")
        polygons, truth = folder / "polygons.geojson", folder / "truth.tif"
        return cls(name, product, polygons, truth, seed=seed)

    @property
    def described(self) -> str:
        """Where it is, its CRS and its size, in a few words."""
        drawn = "" if self.seed is None else f" drawn from --seed {self.seed}"
        grid = self.grid()
        size = f"{grid.shape[0]} x {grid.shape[1]} pixels of {grid.pixel:g} m"
        return f"fixtures/scenes/{self.name}{drawn} (EPSG:{grid.epsg}, {size})"

    @cache  # noqa: B019
    def read(self, band: str, resolution: int = 60) -> tuple[Array, Grid]:
        """Return the digital numbers (y, x) of a band as uint16, and their grid."""
        import rasterio

        folder = f"GRANULE/*/IMG_DATA/R{resolution}m"
        (path,) = self.product.glob(f"{folder}/*_{band}_{resolution}m.jp2")
        with rasterio.open(path) as file:
            return file.read(1), Grid(file.transform, file.shape, file.crs.to_epsg())

    @cache  # noqa: B019
    def grid(self, resolution: int = 60) -> Grid:
        """Return the grid of a resolution."""
        return self.read("B04", resolution)[1]

    @cache  # noqa: B019
    def dn(self, bands: tuple[str, ...] = BANDS, resolution: int = 60) -> Array:
        """Return the digital numbers (band, y, x) of several bands as float64."""
        return np.stack([self.read(band, resolution)[0] for band in bands]).astype(float)

    @cache  # noqa: B019
    def reflectance(self, bands: tuple[str, ...] = BANDS, resolution: int = 60) -> Array:
        """Return the reflectance (band, y, x), NaN where DN is 0.

        (DN + BOA_ADD_OFFSET) / BOA_QUANTIFICATION_VALUE, Sentinel-2 Products Specification
        Document, processing baseline 04.00 and later.
        """
        dn = self.dn(bands, resolution)
        return np.where(dn == 0, np.nan, (dn + BOA_ADD_OFFSET) / BOA_QUANTIFICATION_VALUE)

    @cache  # noqa: B019
    def rasters(self, bands: tuple[str, ...] = BANDS, resolution: int = 60) -> DataArray:
        """Return the reflectance as the DataArray that step 2 is asked for."""
        grid = self.grid(resolution)
        values = self.reflectance(bands, resolution).astype("float32")
        return data_array(values, grid, bands)

    @cached_property
    def features(self) -> list[tuple[dict[str, Any], Any]]:
        """Properties, and geometry in longitude and latitude, of each row of the GeoJSON."""
        from shapely.geometry import shape

        rows = json.loads(self.polygons_path.read_text(encoding="utf-8"))["features"]
        return [(row["properties"], shape(row["geometry"])) for row in rows[: self.rows]]

    @cache  # noqa: B019
    def geometries(self, epsg: int, *, swap: bool = False) -> list[Any]:
        """Return the geometry of each row in the CRS of an EPSG code.

        With `swap`, as if longitude and latitude had been taken for each other before.
        """
        from shapely import transform

        move = _transformer(epsg)

        def moved(points: Array) -> Array:
            longitude, latitude = points.T[::-1] if swap else points.T
            return np.column_stack(move.transform(longitude, latitude))

        return [transform(geometry, moved) for _, geometry in self.features]

    @cache  # noqa: B019
    def polygons(self) -> GeoDataFrame:
        """Return the polygons in the CRS of the product, as step 1 would give them.

        The index is neither in order nor small: it says nothing about the classes.
        """
        import pandas as pd
        from geopandas import GeoDataFrame

        epsg = self.grid().epsg
        table = pd.DataFrame([properties for properties, _ in self.features])
        frame = GeoDataFrame(table, geometry=self.geometries(epsg), crs=f"EPSG:{epsg}")
        start, pace = 301, 13
        if self.seed is not None:
            start, pace = np.random.default_rng(self.seed).integers((270, 8), (301, 31)).tolist()
        frame.index = pd.Index([start - pace * n for n in range(len(frame))])
        return frame

    @cached_property
    def classes(self) -> tuple[str, ...]:
        """Class names in the order of the file."""
        return tuple(dict.fromkeys(properties["class"] for properties, _ in self.features))

    @cached_property
    def mapping(self) -> dict[str, int]:
        """Ids for the classes that are not 1, 2, 3: they jump, in no order, some above 127.

        In scenes wider than tall 255 is among them, in others it is not.
        """
        if self.seed is not None:
            return dict(zip(self.classes, _draw_ids(len(self.classes), self.seed), strict=True))
        rows, columns = self.grid().shape
        first = 218 if columns > rows else 200
        return {name: (37 * n + first) % 256 for n, name in enumerate(self.classes, start=1)}

    def class_number(
        self, resolution: int = 60, *, rule: str = "centre", rows: Collection[int] | None = None
    ) -> Array:
        """Return the number of the class, from 1, at each pixel (y, x); 0 where there is none.

        Parameters
        ----------
        resolution : int
            Of the grid, in metres.
        rule : str
            What a polygon has to hold: the pixel's "centre" (the rule asked for), its
            "north-west" or "south-east" corner, as when the grid is half a pixel off, its place in
            a grid that is "squeezed" between the first centre and the last, or any part of the
            pixel ("touched", ``all_touched=True``). Or what is held in place of a polygon:
            itself with its holes "filled", its "bounds", its "hull", its "first part", its
            "centroid" or the pixels of its "edge".
        rows : collection of int or None
            Numbers of the rows of the file, from 1, that are burnt; all of them by default.
        """
        numbers = [
            self.classes.index(properties["class"]) + 1 if rows is None or row in rows else 0
            for row, (properties, _) in enumerate(self.features, start=1)
        ]
        return self._burn(numbers, resolution, rule)

    def row_number(self, resolution: int = 60) -> Array:
        """Return the number of the row of the file, from 1, at each pixel (y, x); else 0."""
        return self._burn(list(range(1, len(self.features) + 1)), resolution, "centre")

    @cache  # noqa: B019
    def _held(self, resolution: int, rule: str) -> list[Array]:
        """Return for each row of the file which pixels (y, x) it holds."""
        import shapely

        grid = self.grid(resolution)
        axes = map(_squeezed, (grid.x, grid.y)) if rule == "squeezed" else (grid.x, grid.y)
        x, y = np.meshgrid(*axes)
        half = grid.pixel / 2
        shift = {"north-west": -half, "south-east": half}.get(rule, 0)
        geometries = [_taken(geometry, rule) for geometry in self.geometries(grid.epsg)]
        if rule in ("touched", "centroid", "edge"):
            pixels = shapely.box(x - half, y - half, x + half, y + half)
            return [shapely.intersects(geometry, pixels) for geometry in geometries]
        return [shapely.contains_xy(geometry, x + shift, y - shift) for geometry in geometries]

    def _burn(self, numbers: list[int], resolution: int, rule: str) -> Array:
        burnt = np.zeros(self.grid(resolution).shape, dtype=int)
        for number, held in zip(numbers, self._held(resolution, rule), strict=True):
            burnt[held] = number or burnt[held]
        return burnt

    @cache  # noqa: B019
    def mask(self) -> Array:
        """Return the mask (y, x) of ids as uint8, as step 3 would give it for `mapping`."""
        ids = np.array([0, *self.mapping.values()], dtype="uint8")
        return ids[self.class_number()]

    @cache  # noqa: B019
    def samples(self, bands: tuple[str, ...] = BANDS) -> Dataset:
        """Return the samples in raster order, as step 4 would give them."""
        import xarray as xr

        reflectance = self.reflectance(bands)
        usable = (self.class_number() > 0) & ~np.isnan(reflectance).any(axis=0)
        return xr.Dataset(
            {
                "reflectance": (("band", "z"), reflectance[:, usable].astype("float32")),
                "feature_id": ("z", self.mask()[usable].astype("int64")),
            },
            coords={"band": list(bands)},
        )

    def counts(self) -> dict[str, int]:
        """Return the number of samples of each class."""
        ids = self.samples()["feature_id"].to_numpy().tolist()
        return {name: ids.count(number) for name, number in self.mapping.items()}

    @cached_property
    def planted(self) -> tuple[Array, tuple[str, ...]]:
        """Planted class (y, x) as a number from 1, 0 where there is none, and the class names."""
        import rasterio

        if self.truth_path is None:
            raise ValueError(f"the {self.name} scene has no planted truth")
        with rasterio.open(self.truth_path) as file:
            return file.read(1), tuple(file.tags()["CLASSES"].split(";"))

    def classification(self, bands: tuple[str, ...] = BANDS) -> Array:
        """Return the map (y, x) that step 6 is asked for: the truth, 0 where a band is NaN."""
        numbers, names = self.planted
        ids = np.array([0, *(self.mapping[name] for name in names)])
        return np.where(np.isnan(self.reflectance(bands)).any(axis=0), 0, ids[numbers])


def _squeezed(centres: Array) -> Array:
    """Return centres of as many pixels between the first and the last of some."""
    edges = np.linspace(centres[0], centres[-1], centres.size + 1)
    return (edges[1:] + edges[:-1]) / 2


def _taken(geometry: Any, rule: str) -> Any:
    """Return what a rule of `Scene.class_number` takes for a polygon."""
    import shapely

    if rule == "filled":
        parts = shapely.get_parts(geometry)
        return shapely.union_all([shapely.Polygon(part.exterior) for part in parts])
    if rule == "first part":
        return shapely.get_geometry(geometry, 0)
    taken = {
        "bounds": shapely.envelope,
        "hull": shapely.convex_hull,
        "centroid": shapely.centroid,
        "edge": shapely.boundary,
    }
    return taken[rule](geometry) if rule in taken else geometry


def _draw_ids(count: int, seed: int) -> list[int]:
    rng = np.random.default_rng(seed)
    while True:
        ids: list[int] = rng.choice(np.arange(20, 255), count, replace=False).tolist()
        if min(ids) < 128 <= max(ids) and ids not in (sorted(ids), sorted(ids)[::-1]):
            return ids


@cache
def _transformer(epsg: int) -> Transformer:
    """Return what moves longitude and latitude to a CRS; PROJ takes its time to make one."""
    from pyproj import Transformer

    return Transformer.from_crs("OGC:CRS84", f"EPSG:{epsg}", always_xy=True)


def data_array(values: Array, grid: Grid, bands: tuple[str, ...] = ()) -> DataArray:
    """Wrap values (y, x) or (band, y, x) with coordinates, CRS and transform of a grid."""
    import rioxarray  # noqa: F401
    import xarray as xr

    coords: dict[str, Any] = {"y": grid.y, "x": grid.x}
    dims: tuple[str, ...] = ("y", "x")
    if bands:
        coords = {"band": list(bands), **coords}
        dims = ("band", *dims)
    array = xr.DataArray(values, coords=coords, dims=dims)
    placed: DataArray = array.rio.write_crs(f"EPSG:{grid.epsg}")
    return cast("DataArray", placed.rio.write_transform(grid.transform))


def prepare_scenes(fixtures: Path) -> None:
    """Compute what most checks compare with; scenes that are made later have it too."""
    for folder in sorted(fixtures.glob("scenes/*")):
        scene = Scene.in_folder(folder.name, folder)
        scene.reflectance()
        scene.polygons()
        scene.samples()


def part(scene: Scene, rows: slice, columns: slice) -> tuple[DataArray, Grid]:
    """Return a part of the rasters of a scene, and its grid."""
    whole = scene.grid()
    values = scene.reflectance()[:, rows, columns].astype("float32")
    corner = whole.transform.translation(columns.start * whole.pixel, -rows.start * whole.pixel)
    grid = Grid(corner @ whole.transform, values.shape[1:], whole.epsg)
    return data_array(values, grid, BANDS), grid
