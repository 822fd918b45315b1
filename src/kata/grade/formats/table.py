"""The marks of a class as CSV, for learning platforms and spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from kata.grade.marks import Marks
from kata.grade.submissions import Refusal
from kata.grade.table import notes

_BYTE_ORDER_MARK = "\ufeff"  # or Excel takes it for another encoding
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def text(marks: Sequence[Marks], refusals: Sequence[Refusal]) -> str:
    """Return a row for each submission; points that are open are empty.

    Parameters
    ----------
    marks : sequence of Marks
        In order.
    refusals : sequence of Refusal
        What could not be graded, which comes last.
    """
    written = io.StringIO()
    steps = [step.id.split("_")[0] for step in marks[0].steps] if marks else []
    table = csv.writer(written, quoting=csv.QUOTE_ALL)
    table.writerow(["name", "points", "max_points", *steps, "notes"])
    for one in marks:
        points = [_number(one.total), one.max_points, *(_number(s.points) for s in one.steps)]
        said = "; ".join([*notes(one), *one.conditions])
        table.writerow([_guarded(one.name), *points, _guarded(said)])
    for refusal in refusals:
        empty = [""] * (2 + len(steps))
        said = f"not graded: {refusal.reason}"
        table.writerow([_guarded(refusal.name), *empty, _guarded(said)])
    return _BYTE_ORDER_MARK + written.getvalue()


def _number(points: float | None) -> str:
    return "" if points is None else f"{points:.2f}"


def _guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
