"""Examples in docstrings are made up: none is copied from what the graded tests use."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from kata.check.sources import Defect, Source
from kata.check.stubs import sections

if TYPE_CHECKING:
    from kata.grading.failure import Array
    from kata.grading.scenes import Scene

_NUMBER = re.compile(r"(?<![\w.-])-?\d+(?:\.\d+)?(?!\w|\.\d)")
_BETWEEN = re.compile(r"[\s,;()\[\]]+")

# A number of so many digits may be a rounded one; 0.5 is meant as it stands.
_TELLING = 3
_EXACT = 1e-9


class TestData:
    """What the graded tests use, as far as an example could be copied from it.

    A number alone proves nothing: the hundreds of pixels of a scene have nearly every value of
    two decimals. Neighbours do: two numbers of three decimals that were made up are found side
    by side in a scene once in a hundred times at most. So an example counts as copied when

    - two numbers written side by side, neither of them 0, stand side by side in a scene too:
      in a row, in a column or along the bands of DN or reflectance at 60 m, in the mask or the
      map, in the corners of a polygon, in the ids of the mapping or in a transform; or in a
      table of decimals of a graded test;
    - or it has the name of a class of a scene.

    Numbers of three digits or more are compared with the rounding they are written with, all
    others as they stand.
    """

    def __init__(self, root: Path, tests: Iterable[Source]) -> None:
        scenes = list(_scenes(root / "fixtures" / "scenes"))
        self.classes = {name for scene in scenes for name in scene.classes}
        arrays = [array for scene in scenes for array in _arrays(scene)]
        arrays += [np.array(row) for source in tests for row in _decimals(source)]
        self.pairs = np.concatenate([_EMPTY, *map(_neighbours, arrays)])

    def has(self, pair: tuple[str, str]) -> bool:
        """Whether two numbers, as they are written, are neighbours."""
        wanted = np.array([float(number) for number in pair])
        rounding = np.array([_rounding(number) for number in pair])
        return bool((np.abs(self.pairs - wanted) <= rounding).all(axis=1).any())


_EMPTY = np.empty((0, 2))


def example_defects(stub: Source, name: str, data: TestData) -> Iterator[Defect]:
    """Look for test data in the examples of a stub's function."""
    function = stub.function(name)
    if function is None:
        return
    for number, line in sections(function).get("Examples", []):
        for word in sorted(data.classes):
            if re.search(rf"\b{re.escape(word)}\b", line):
                said = f"the example has {word}, a class of the test data: make up another"
                yield Defect(stub.file, number, said)
        copied = next(filter(data.has, _pairs(line)), None)
        if copied:
            said = f"the example has {', '.join(copied)}, as the test data: make up other numbers"
            yield Defect(stub.file, number, said)


def _pairs(line: str) -> Iterator[tuple[str, str]]:
    """Yield the numbers of a line that stand side by side, with only brackets between."""
    for first, second in pairwise(_NUMBER.finditer(line)):
        alone = _BETWEEN.fullmatch(line, first.end(), second.start())
        if alone and float(first[0]) and float(second[0]):
            yield first[0], second[0]


def _rounding(number: str) -> float:
    digits = re.sub(r"\D", "", number).lstrip("0")
    decimals = len(number.partition(".")[2])
    return 0.5 * 10**-decimals + _EXACT if len(digits) >= _TELLING else _EXACT


def _neighbours(array: Array) -> Array:
    """Return all pairs of neighbours along any axis, as an array (pair, 2)."""
    array = np.asarray(array, dtype=float)
    pairs = [
        np.stack([np.moveaxis(array, axis, 0)[:-1], np.moveaxis(array, axis, 0)[1:]], axis=-1)
        for axis in range(array.ndim)
    ]
    return np.concatenate([pair.reshape(-1, 2) for pair in pairs])


def _scenes(folder: Path) -> Iterator[Scene]:
    from kata.grading.scenes import Scene

    for place in sorted(path for path in folder.glob("*") if path.is_dir()):
        yield Scene.in_folder(place.name, place)


def _arrays(scene: Scene) -> Iterator[Array]:
    from shapely import get_coordinates

    yield from (scene.dn(), scene.reflectance(), scene.mask(), scene.classification())
    for _, geometry in scene.features:
        yield get_coordinates(geometry)
    for epsg in {scene.grid().epsg, 32631}:
        yield from map(get_coordinates, scene.geometries(epsg))
    yield np.array(list(scene.mapping.values()))
    yield np.array(scene.grid().transform[:6])


def _decimals(source: Source) -> Iterator[list[float]]:
    """Yield the rows of decimals that a graded test holds."""
    for node in source.nodes:
        if isinstance(node, ast.Tuple | ast.List) and len(node.elts) > 1:
            row = [part.value for part in node.elts if isinstance(part, ast.Constant)]
            if len(row) == len(node.elts) and all(isinstance(value, float) for value in row):
                yield row  # type: ignore[misc]
