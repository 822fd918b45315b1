"""Show a failed raster in a few lines of text: the surroundings of the first wrong pixel."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from kata.grading.board import Line, Text
from kata.grading.failure import Array, Comparison

_ROWS = 7
_COLUMNS = 14
_NAME, _NARROWEST = 10, 4  # letters of a class name in the confusion table

# What a pixel looks like: nothing there, then from few to much, then what cannot be told.
_BLOCKS, _SIGNS = ("··", "░░", "▒▒", "▓▓", "██"), ("..", "::", "==", "%%", "##")
_LETTERS = tuple(letter * 2 for letter in "abcdefghijklmnopqrstuvwxyz")
_STRANGE, _BELOW, _ABOVE = "??", "--", "++"


def sketch(comparison: Comparison, *, width: int = 80, unicode: bool = True) -> list[Line]:
    """Return lines that show what was expected and what came, side by side, around a difference.

    Parameters
    ----------
    comparison : Comparison
        Two rasters that differ.
    width : int
        Columns there are.
    unicode : bool
        Whether block characters can be shown.
    """
    row, column = comparison.first[-2:]
    y, x = comparison.wrong.shape[-2:]
    # A label of four, the two panels of two characters a pixel, and four blanks.
    columns = _around(column, x, max(1, min(_COLUMNS, (width - 8) // 4)))
    rows = _around(row, y, _ROWS)
    expected, got, wrong = (array[rows, columns] for array in comparison.shown())
    symbol, legend = _symbols(comparison, np.stack([expected, got]), unicode)
    span = f"columns {columns.start} to {columns.stop - 1}"
    lines: list[Line] = [(Text(f"     {'expected':<{2 * expected.shape[1]}}   got, {span}"),)]
    for number, *pixels in zip(range(y)[rows], expected, got, wrong, strict=True):
        lines.append(
            (
                Text(f"{number:>4} {''.join(map(symbol, pixels[0]))}   "),
                *(
                    Text(symbol(value), "red" if differs else "")
                    for value, differs in zip(*pixels[1:], strict=True)
                ),
            )
        )
    return [*lines, (Text(f"     {legend}", "dim"),)]


def confusion(comparison: Comparison, *, width: int = 80) -> list[Line]:
    """Return a table of how many pixels of a class got another, for the classes that did.

    Empty when the raster has no classes, or more than a screen can hold.
    """
    if comparison.labels is None:
        return []
    names = {**comparison.labels, 0: "none", -1: "other"}
    got = np.where(np.isin(comparison.got, list(names)), comparison.got.astype(float), -1)
    missed = comparison.expected[comparison.wrong]
    wanted = [number for number in names if (missed == number).any()]
    given = [number for number in names if (got == number).any()]
    cell = min(_NAME, (width - 15) // len(given) - 2)
    if cell < _NARROWEST or len(wanted) > _ROWS:
        return []
    head = "".join(f"  {names[number][:cell]:>{cell}}" for number in given)
    lines: list[Line] = [(Text(f"     {'pixels':<{_NAME}}{head}"),)]
    for number in wanted:
        counts = [int((got[comparison.expected == number] == other).sum()) for other in given]
        cells = "".join(f"  {count:>{cell}}" for count in counts)
        lines.append((Text(f"     {names[number][:_NAME]:<{_NAME}}{cells}"),))
    return lines


def _around(place: int, size: int, length: int) -> slice:
    """Return a slice of at most `length` that holds `place`, in its middle where that goes."""
    start = max(0, min(place - length // 2, size - length))
    return slice(start, min(size, start + length))


def _symbols(
    comparison: Comparison, seen: Array, unicode: bool
) -> tuple[Callable[[float], str], str]:
    """Return what tells the two characters of a value, and the legend of the values seen."""
    shades = _BLOCKS if unicode else _SIGNS
    if comparison.labels is not None:
        return _classes(comparison.labels, seen, shades)
    if comparison.expected.dtype.kind == "b":
        legend = f"{shades[0]} no  {shades[-1]} yes"
        return (lambda value: shades[-1] if value else shades[0]), legend
    return _values(seen[0], shades)


def _classes(
    labels: Mapping[int, str], seen: Array, shades: tuple[str, ...]
) -> tuple[Callable[[float], str], str]:
    nothing, *others = shades
    ids = [number for number in labels if number]
    marks = {0: nothing}
    marks |= zip(ids, others if len(ids) <= len(others) else _LETTERS, strict=False)
    legend = [
        f"{mark} {labels[n]}" for n, mark in marks.items() if n in labels and (seen == n).any()
    ]
    if not np.isin(seen, list(marks)).all():
        legend.append(f"{_STRANGE} other")
    return (lambda value: marks.get(value, _STRANGE)), "  ".join(legend)


def _values(expected: Array, shades: tuple[str, ...]) -> tuple[Callable[[float], str], str]:
    nothing, *levels = shades
    finite = expected[np.isfinite(expected)]
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)
    slack = max((high - low) / 10, 1e-6)

    def symbol(value: float) -> str:
        if np.isnan(value):
            return nothing
        if value < low - slack:
            return _BELOW
        if value > high + slack:
            return _ABOVE
        share = (value - low) / (high - low) if high > low else 0.5
        return levels[int(np.clip(share * len(levels), 0, len(levels) - 1))]

    scale = f"{levels[0]} to {levels[-1]} {low:.4g} to {high:.4g}"
    return symbol, f"{nothing} NaN  {scale}  {_BELOW} below  {_ABOVE} above"
