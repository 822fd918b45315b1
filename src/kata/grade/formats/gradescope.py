"""Gradescope: a test for each step, with its points."""

from __future__ import annotations

from kata.grade.formats.words import as_json, lacks, title
from kata.grade.marks import Marks


def files(marks: Marks) -> dict[str, str | None]:
    """Return the file and its text: none while points are open, which have no number."""
    if marks.total is None:
        return {"gradescope/results.json": None}
    tests = [
        {
            "number": str(step.number),
            "name": title(step),
            "score": step.points,
            "max_score": step.max_points,
            "output": lacks(step),
            "output_format": "text",
        }
        for step in marks.steps
    ]
    results = {"score": marks.total, "output": "\n".join(marks.remarks), "tests": tests}
    return {"gradescope/results.json": as_json(results)}
