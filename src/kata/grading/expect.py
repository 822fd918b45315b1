"""The expectations of one graded check, gathered so that every facet is seen at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from pytest_check import check

from kata.grading.diagnose import diagnose, differing, same
from kata.grading.failure import Array, Comparison, Failure, named

if TYPE_CHECKING:
    from kata.grading.scenes import Grid, Scene

T = TypeVar("T")

_PLACES = 3  # wrong pixels or rows that are shown


class StopCheckError(Exception):
    """Nothing more can be checked in this result; its failures are already gathered."""


@dataclass
class Expect:
    """Gathers the failures of one check.

    Attributes
    ----------
    failures : list of Failure
        What is wrong so far.
    stopped : bool
        Whether the check ended before it came to its own requirement.
    scene : Scene or None
        The scene that is being looked at.
    explain : callable or None
        Called when something is wrong: tells where it comes from, in one line, or "".
    """

    failures: list[Failure] = field(default_factory=list)
    stopped: bool = False
    scene: Scene | None = None
    explain: Callable[[], str] | None = None

    def lines(self) -> list[str]:
        """Return all that is wrong, one item a line, and the scene it is wrong in."""
        # What is wrong in the same way with several inputs is told once.
        told = dict.fromkeys(tuple(failure.lines()) for failure in self.failures)
        return [*(line for lines in told for line in lines), *self.place()]

    def place(self) -> list[str]:
        """Return the scene that is being looked at and where the mistake comes from, if known."""
        found = []
        if self.scene is not None:
            found.append(f"  in        {self.scene.described}")
        if self.explain is not None and (source := self.explain()):
            found.append(f"  begins    {source}")
        return found

    def causes(self) -> tuple[str, ...]:
        """Return the short names of the mistakes that were recognised, each once."""
        return tuple(dict.fromkeys(failure.cause for failure in self.failures if failure.cause))

    def fail(
        self,
        said: str,
        *,
        expected: object = "",
        got: object = "",
        where: Iterable[str] = (),
        raster: Comparison | None = None,
    ) -> None:
        """Gather a failure; the check goes on."""
        __tracebackhide__ = True
        self.failures.append(Failure(said, str(expected), str(got), tuple(where), raster))
        check.fail(said)

    def stop(
        self, said: str, *, expected: object = "", got: object = "", where: Iterable[str] = ()
    ) -> None:
        """Gather a failure and end the check: what follows would make no sense."""
        __tracebackhide__ = True
        self.fail(said, expected=expected, got=got, where=where)
        self.stopped = True
        raise StopCheckError(said)

    def that(
        self,
        condition: object,
        said: str,
        *,
        expected: object = "",
        got: object = "",
        where: Iterable[str] = (),
    ) -> bool:
        """Gather a failure unless `condition` holds, and return whether it does."""
        __tracebackhide__ = True
        if not condition:
            self.fail(said, expected=expected, got=got, where=where)
        return bool(condition)

    def each(self, scenes: Iterable[Scene]) -> Iterator[Scene]:
        """Go through scenes up to the first that shows a failure, and name it there."""
        for scene in scenes:
            self.scene = scene
            yield scene
            if self.failures:
                return
        self.scene = None

    def kind(self, value: object, kind: type[T], name: str) -> T:
        """Expect an instance of `kind`, or end the check."""
        __tracebackhide__ = True
        if value is None:
            said = named("returns-none", f"{name} is None: does the function return it?")
            self.stop(said, expected=kind.__name__)
        if not isinstance(value, kind):
            got = f"{type(value).__module__.split('.')[0]}.{type(value).__name__}"
            said = named("wrong-type", f"{name} is a {type(value).__name__}, not a {kind.__name__}")
            self.stop(said, expected=kind.__name__, got=got)
        return value  # type: ignore[return-value]

    def dims(self, array: Any, dims: tuple[str, ...], name: str) -> bool:
        """Expect the dims of a DataArray, in this order."""
        __tracebackhide__ = True
        got = tuple(map(str, array.dims))
        said: str = f"the dims of {name} are {_names(got)}, not {_names(dims)}"
        if sorted(got) == sorted(dims):
            said = named("dims-order", f"the dims of {name} are in another order: {_names(got)}")
        elif set(got) < set(dims):
            missing = ", ".join(dim for dim in dims if dim not in got)
            said = named("dims-missing", f"{name} has no dim {missing}: its dims are {_names(got)}")
        elif len(got) == len(dims):
            said = named("dims-names", said)
        return self.that(got == dims, said, expected=_names(dims), got=_names(got))

    def shape(self, array: Any, shape: tuple[int, ...], name: str) -> bool:
        """Expect the shape of an array."""
        __tracebackhide__ = True
        got = tuple(map(int, np.shape(array)))
        said = f"the shape of {name} is {got}, not {shape}"
        if got == shape[::-1] and len(shape) == 2:
            said = named(
                "transposed", f"rows and columns of {name} are swapped: its shape is {got}"
            )
        return self.that(got == shape, said, expected=shape, got=got)

    def crs(self, got: Any, epsg: int, name: str) -> bool:
        """Expect a CRS by its EPSG code, however it was written."""
        __tracebackhide__ = True
        expected = f"EPSG:{epsg}"
        if got is None:
            said = named("crs-missing", f"{name} has no CRS")
            return self.that(False, said, expected=expected, got="no CRS")
        said = named("crs-wrong", f"the CRS of {name} is {crs_name(got)}, not {expected}")
        return self.that(is_epsg(got, epsg), said, expected=expected, got=crs_name(got))

    def georeferenced(self, array: Any, grid: Grid, name: str) -> bool:
        """Expect x and y at pixel centres, and CRS and transform under ``.rio``."""
        import rioxarray  # noqa: F401 - an answer may do without

        __tracebackhide__ = True
        before = len(self.failures)
        for axis, centres in (("x", grid.x), ("y", grid.y)):
            self._coordinate(array, axis, centres, grid, name)
        self.crs(array.rio.crs, grid.epsg, name)
        transform = array.rio.transform()
        if len(self.failures) == before:
            said: str = f"the transform of {name} does not put it on the grid of the raster"
            if abs(transform.a - grid.pixel) > 1e-3:
                said = (
                    f"the transform of {name} has pixels of {transform.a:g} m, not {grid.pixel:g} m"
                )
                said = named("pixel-size", said)
            self.that(
                np.allclose(transform[:6], grid.transform[:6], rtol=0, atol=1e-3),
                said,
                expected=_transform(grid.transform),
                got=_transform(transform),
            )
        return len(self.failures) == before

    def _coordinate(self, array: Any, axis: str, centres: Array, grid: Grid, name: str) -> None:
        __tracebackhide__ = True
        if axis not in array.coords:
            missing = named("coordinates-missing", f"{name} has no coordinate {axis}")
            self.fail(missing, expected=f"{axis} at the pixel centres")
            return
        got = np.asarray(array[axis].values)
        if got.shape == centres.shape and np.allclose(got, centres, rtol=0, atol=1e-3):
            return
        said: str = f"the coordinate {axis} of {name} is not at the pixel centres"
        if got.shape == centres.shape:
            shift = (got.astype(float) - centres) / grid.pixel
            if np.allclose(got, centres[::-1], rtol=0, atol=1e-3):
                said = named("axis-reversed", f"the coordinate {axis} of {name} runs the wrong way")
            elif np.allclose(np.abs(shift), 0.5, rtol=0, atol=1e-3):
                said = named("half-pixel", f"{said}, but half a pixel off: at the pixel edges")
            elif np.allclose(
                np.abs(shift), np.abs(np.linspace(-0.5, 0.5, len(centres))), atol=1e-3
            ):
                said = named("edge-to-edge", f"{said}, but stretched: its ends are the pixel edges")
            elif np.allclose(got, np.arange(len(centres))):
                said = named(
                    "pixel-counts", f"the coordinate {axis} of {name} counts pixels, not metres"
                )
        self.fail(said, expected=_ends(centres), got=_ends(got))

    def raster(
        self,
        got: Any,
        expected: Array,
        *,
        name: str,
        grid: Grid,
        tolerance: float = 0.0,
        lookalikes: Mapping[str, Array] | None = None,
        bands: Sequence[str] = (),
        labels: Mapping[int, str] | None = None,
        agreement: float = 1.0,
        drawn: Array | None = None,
        words: tuple[str, str] = ("no", "yes"),
    ) -> bool:
        """Expect the values of a raster, and say where and how they differ.

        Parameters are those of `kata.grading.diagnose.diagnose`; `grid` places the pixels,
        `drawn` is what came where not all of it is compared, and `words` say False and True.
        """
        __tracebackhide__ = True
        got = np.asarray(got)
        if got.dtype.kind not in "fiub":
            self.fail(f"the {name} does not hold numbers", expected="numbers", got=got.dtype)
            return False
        if same(got, expected, tolerance):
            return True
        named = diagnose(
            got,
            expected,
            name=name,
            tolerance=tolerance,
            lookalikes=lookalikes,
            bands=bands,
            labels=labels,
            agreement=agreement,
        )
        if got.shape != expected.shape:
            said = named or f"the shape of the {name} is {got.shape}, not {expected.shape}"
            self.fail(said, expected=expected.shape, got=got.shape)
            return False
        wrong = differing(got, expected, tolerance)
        share = f"{100 * wrong.mean():.2g} %" if wrong.mean() < 0.995 else "100 %"
        count = f"{int(wrong.sum())} of {wrong.size} values of the {name} differ ({share})"
        where = []
        for index in np.argwhere(wrong)[:_PLACES]:
            row, column = map(int, index[-2:])
            band = f"{bands[index[0]]}, " if len(bands) and wrong.ndim == 3 else ""
            pair = (expected[tuple(index)], got[tuple(index)])
            wanted, came = (words[int(v)] if v.dtype == bool else _value(v) for v in pair)
            where.append(f"{band}{grid.place(row, column)}: expected {wanted}, got {came}")
        shown = Comparison(
            name, expected, got if drawn is None else drawn, wrong, grid, bands, labels
        )
        self.fail(named or count, got=count if named else "", where=where, raster=shown)
        return False


def is_epsg(crs: Any, epsg: int) -> bool:
    """Whether a CRS of pyproj or rasterio is the one of an EPSG code."""
    from pyproj import CRS

    try:
        mine = CRS.from_user_input(crs)
    except Exception:
        return False
    # A proj4 string has no code of its own: 70 is how sure PROJ has to be of the match.
    return bool(mine.to_epsg(min_confidence=70) == epsg or mine.equals(CRS.from_epsg(epsg)))


def crs_name(crs: Any) -> str:
    """Return a CRS as people write it: an EPSG code where it has one."""
    from pyproj import CRS

    try:
        mine = CRS.from_user_input(crs)
    except Exception:
        return str(crs)
    epsg = mine.to_epsg(min_confidence=70)
    return f"EPSG:{epsg}" if epsg else mine.name


def _names(names: Sequence[str]) -> str:
    return f"({', '.join(names)})"


def _value(value: Any) -> str:
    if isinstance(value, np.floating):
        return "NaN" if np.isnan(value) else f"{value:.6g}"
    return str(value)


def _ends(values: Array) -> str:
    if values.ndim != 1 or values.size == 0:
        return f"shape {values.shape}"
    return f"{values[0]} ... {values[-1]} ({values.size} values)"


def _transform(transform: Any) -> str:
    return f"({', '.join(f'{value:.10g}' for value in transform[:6])})"
