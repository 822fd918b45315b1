"""Write the page: all in one file, with no need of a network."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kata.answers import Answer
from kata.grading.board import Row, what_next
from kata.grading.report import Result, find_faults
from kata.project import Step, load_steps
from kata.report.template import write_from

if TYPE_CHECKING:
    from kata.grade.marks import Marks

PICTURES = Path("reports", "pictures")  # where `kata report` has them drawn


@dataclass(frozen=True)
class Picture:
    """A picture of what a step gave, as text that a page can hold."""

    data: str
    alt: str


def write_page(
    target: Path,
    root: Path,
    answer: Answer,
    rows: Sequence[Row],
    results: Sequence[Result],
    marks: Marks | None = None,
) -> None:
    """Write the page of one run of the checks.

    Parameters
    ----------
    target : pathlib.Path
        HTML file; its folder is made, and it takes its place when it is complete.
    root : pathlib.Path
        Folder of the kata.
    answer : Answer
        That was graded.
    rows : sequence of Row
        The board.
    results : sequence of Result
        Of every check that ran.
    marks : Marks or None
        The marks of the run, if somebody has graded it: its author then works in ``exercises/``.
    """
    write_from(
        "page.html",
        target,
        steps=[_section(root, answer, row, results) for row in rows],
        passed=sum(row.passed for row in rows),
        total=sum(row.total for row in rows),
        folder=answer.folder.name,
        next=what_next(rows, "exercises" if marks else answer.folder.name),
        marks=marks,
        written=datetime.now().astimezone().strftime("%Y-%m-%d %H:%M"),
    )


def _section(root: Path, answer: Answer, row: Row, results: Sequence[Result]) -> dict[str, object]:
    """Return what the page shows of one step."""
    mine = [result for result in results if result.step is row.step]
    return {
        "row": row,
        "file": answer.path(row.step).name if row.step.function else "",
        "passed": [result for result in mine if result.status == "passed"],
        "faults": find_faults(mine),
        "picture": _picture(root, answer, row.step),
        "failed": {
            result.name: _embedded(
                root / result.picture,
                f"Expected, got, and where they differ: {result.lines[0]}",
            )
            for result in mine
            if result.picture
        },
    }


def _picture(root: Path, answer: Answer, step: Step) -> Picture | None:
    """Return the picture of a step, unless it was drawn from another answer than this."""
    path = next((root / PICTURES).glob(f"{step.key}_*.png"), None)
    if path is None:
        return None
    drawn = path.stat().st_mtime
    steps = [other for other in load_steps(root) if other.function and other.number <= step.number]
    files = [answer.path(other) for other in steps]
    if not all(file.is_file() and file.stat().st_mtime <= drawn for file in files):
        return None
    return _embedded(path, f"Picture of what step {step.number}, {step.title}, gave on the sample")


def _embedded(path: Path, alt: str) -> Picture:
    return Picture(base64.b64encode(path.read_bytes()).decode("ascii"), alt)
