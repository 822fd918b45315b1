"""A failure as a payload: what was expected, what came, where. Rendering is elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from kata.grading.scenes import Grid

Array = np.ndarray[Any, Any]


class Named(str):
    """What is said of a mistake that the result gives away.

    Attributes
    ----------
    cause : str
        Short name of the mistake, the same wherever it is recognised: ``upside-down``.
    """

    __slots__ = ("cause",)
    cause: str


def named(cause: str, said: str) -> Named:
    """Return a sentence that tells the cause of a failure, not only what is seen of it."""
    sentence = Named(said)
    sentence.cause = cause
    return sentence


@dataclass(frozen=True)
class Comparison:
    """Two rasters of one shape that differ, to be shown as rasters.

    Attributes
    ----------
    name : str
        What they are: ``mask``.
    expected, got, wrong : numpy.ndarray
        What was expected, what came, and where they differ: dims (y, x) or (band, y, x).
    grid : Grid
        Where the pixels lie.
    bands : sequence of str
        Names of the bands, when there are three dims.
    labels : mapping of int to str or None
        Name of each class id, when the rasters hold class ids.
    """

    name: str
    expected: Array
    got: Array
    wrong: Array
    grid: Grid
    bands: Sequence[str] = ()
    labels: Mapping[int, str] | None = None

    @cached_property
    def first(self) -> tuple[int, ...]:
        """Index of the first value that is wrong."""
        return tuple(map(int, np.argwhere(self.wrong)[0]))

    @property
    def title(self) -> str:
        """What `shown` holds: the name, and the band."""
        band = f", {self.bands[self.first[0]]}" if len(self.bands) and self.wrong.ndim == 3 else ""
        return f"{self.name}{band}"

    def shown(self) -> tuple[Array, Array, Array]:
        """Return expected, got and wrong as (y, x): in the band of the first wrong value."""
        lead = self.first[:-2]
        return self.expected[lead], self.got[lead], self.wrong[lead]


@dataclass(frozen=True)
class Failure:
    """One thing that is wrong with a result.

    Attributes
    ----------
    said : str
        The first line, readable alone. Names the mistake where the result gives it away.
    expected, got : str
        What was expected of the result, and what came.
    where : tuple of str
        Places: row/col and easting/northing for rasters, line and column for tables.
    raster : Comparison or None
        The rasters that differ, if it is rasters that do.
    """

    said: str
    expected: str = ""
    got: str = ""
    where: tuple[str, ...] = ()
    raster: Comparison | None = None

    @property
    def cause(self) -> str:
        """Short name of the mistake, or "" when it was not recognised."""
        return self.said.cause if isinstance(self.said, Named) else ""

    def lines(self) -> list[str]:
        """Return the failure as text, one item a line."""
        lines = [self.said]
        if self.expected:
            lines.append(f"  expected  {self.expected}")
        if self.got:
            lines.append(f"  got       {self.got}")
        lines.extend(f"  {'where' if n == 0 else '':8}  {w}" for n, w in enumerate(self.where))
        return lines
