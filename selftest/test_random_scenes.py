"""The reference answers and the oracle of the graded tests agree on scenes drawn at random.

What they have in common is the contract alone: one is written with the libraries that learners
use, the other pixel by pixel. Where they differ Hypothesis shows the smallest scene it finds.
"""

import csv
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
import shapely
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from judge import ROOT

from kata.answers import Answer
from kata.grading.scenes import BANDS, Scene, data_array
from kata.project import load_steps

sys.path.append(str(ROOT / "fixtures"))
from labels import Row, write_polygons
from product import Grid, ProductName, write_product

NAME = ProductName("S2A", "20220615T105631", "0400", 94, "31TCJ", "20220615T171259")
CLASSES = ("A", "AB", "a", "bare soil", "Łąka")
LARGEST = 8  # pixels along a side

# Corners lie on the lattice of half pixels, moved a little, by the golden ratio more to the east
# than to the south. A line through two of them then comes near a pixel centre, but never
# through it: twice the area of the triangle they make is a quarter's multiple plus something
# between 0.0001 and 0.2. So it is clear which pixels a polygon holds, however it is worked out.
NUDGE = np.array([0.01, 0.01 * 2 / (1 + 5**0.5)])

drawn = settings(
    max_examples=25,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate, Phase.shrink],
)


@dataclass(frozen=True)
class Case:
    """A scene small enough to print: polygons are in pixels, x to the east and y to the south."""

    epsg: int
    west: int
    north: int
    dn: np.ndarray
    rows: tuple[tuple[str, str], ...]

    @property
    def grid(self):
        return Grid(self.epsg, self.west, self.north)


@st.composite
def cases(draw):
    shape = draw(st.tuples(*[st.integers(1, LARGEST)] * 2))
    taken, rows = shapely.Polygon(), []
    for name in draw(st.lists(st.sampled_from(CLASSES), min_size=1, max_size=4)):
        geometry = draw(polygons(shape)) - taken
        if geometry.area > 0:
            taken |= geometry
            rows.append((name, geometry.wkt))
    assume(rows)
    return Case(
        epsg=draw(st.sampled_from((32600, 32700))) + draw(st.integers(26, 36)),
        west=60 * draw(st.integers(4000, 13000)),
        north=60 * draw(st.integers(20000, 150000)),
        dn=draw(arrays(np.uint16, (len(BANDS), *shape), elements=st.integers(0, 2**15 - 1))),
        rows=tuple(rows),
    )


@st.composite
def polygons(draw, shape):
    """Draw a convex polygon, a frame around it, or what another one leaves of it, if anything."""
    inner = draw(convex(shape))
    west, south, east, north = inner.bounds
    margin = draw(st.integers(1, 4)) / 2
    frame = shapely.box(west - margin, south - margin, east + margin, north + margin)
    return draw(st.sampled_from([inner, frame - inner, inner - draw(convex(shape))]))


def convex(shape):
    """Draw a convex polygon in and around a raster."""
    height, width = shape
    corners = st.tuples(st.integers(-1, 2 * width + 1), st.integers(-1, 2 * height + 1))
    return (
        st.lists(corners, min_size=3, max_size=6, unique=True)
        .map(lambda points: shapely.MultiPoint(np.array(points) / 2 + NUDGE).convex_hull)
        .filter(lambda hull: hull.area > 0)
    )


@contextmanager
def on_disk(case):
    """Write a case as a product and polygons; yield it as the oracle reads it."""
    with tempfile.TemporaryDirectory() as folder:
        bands = dict(zip(BANDS, case.dn, strict=True))
        product = write_product(Path(folder), NAME, case.grid, {60: bands})
        polygons = Path(folder, "polygons.geojson")
        rows = [Row(shapely.from_wkt(wkt), {"class": name}) for name, wkt in case.rows]
        write_polygons(polygons, rows, case.grid)
        yield Scene("random", product, polygons)


def reference(number):
    """Return the function of a step of the reference answers."""
    return Answer(ROOT / "solutions").function(load_steps(ROOT)[number - 1])


def in_order(*columns):
    """Return a table of columns with its lines in order: that of samples is free."""
    table = np.column_stack(columns)
    return table[np.lexsort(table.T)]


@drawn
@given(cases())
def test_polygons_are_brought_to_the_same_place(case):
    with on_disk(case) as scene:
        frame = reference(1)(scene.polygons_path)
        assert frame.crs.to_epsg() == 32631
        assert list(frame["class"]) == [name for name, _ in case.rows]
        for got, wanted in zip(frame.geometry, scene.geometries(32631), strict=True):
            assert shapely.equals_exact(got, wanted, tolerance=0.001)


@drawn
@given(cases(), st.permutations(BANDS))
def test_bands_have_the_same_reflectance(case, bands):
    with on_disk(case) as scene:
        got = reference(2)(scene.product, 60, tuple(bands))
        np.testing.assert_allclose(got, scene.reflectance(tuple(bands)), rtol=0, atol=1e-6)


@drawn
@given(cases())
def test_masks_hold_the_same_pixels(case):
    with on_disk(case) as scene:
        mask, mapping = reference(3)(scene.rasters(), scene.polygons())
        assert set(mapping) == set(scene.classes)
        ids = np.array([0, *(mapping[name] for name in scene.classes)])
        np.testing.assert_array_equal(mask, ids[scene.class_number()])


@drawn
@given(cases())
def test_samples_are_the_same(case):
    with on_disk(case) as scene:
        got = reference(4)(scene.rasters(), scene.mask(), scene.mapping)
        tables = [
            in_order(samples["feature_id"], *samples["reflectance"])
            for samples in (got, scene.samples())
        ]
        np.testing.assert_array_equal(*tables)


@drawn
@given(cases())
def test_samples_come_back_from_the_csv(case):
    with on_disk(case) as scene, tempfile.TemporaryDirectory() as folder:
        path, samples = Path(folder, "samples.csv"), scene.samples()
        reference(5)(samples, path)
        with path.open(newline="") as file:
            header, *lines = csv.reader(file, delimiter=";")
        assert header == [*BANDS, "feature_id"]
        # Reflectance has four decimals: as digital numbers nothing is lost.
        got = [[*(round(10000 * float(v)) for v in line[:-1]), int(line[-1])] for line in lines]
        wanted = np.rint(10000 * samples["reflectance"].to_numpy().astype(float))
        table = in_order(*wanted, samples["feature_id"])
        np.testing.assert_array_equal(in_order(*np.array(got).reshape(table.shape).T), table)


@drawn
@given(cases())
def test_map_comes_back_from_the_geotiff(case):
    with on_disk(case) as scene, tempfile.TemporaryDirectory() as folder:
        path, ids = Path(folder, "map.tif"), case.dn[0] % 256
        reference(7)(path, data_array(ids.astype("int64"), scene.grid()))
        with rasterio.open(path) as file:
            np.testing.assert_array_equal(file.read(), ids[np.newaxis])
            assert file.crs.to_epsg() == case.epsg
            assert file.transform == scene.grid().transform
