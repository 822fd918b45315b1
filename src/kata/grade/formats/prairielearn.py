"""PrairieLearn: the score as a part of 1."""

from __future__ import annotations

from kata.grade.formats.exercism import open_message
from kata.grade.formats.words import as_json, lacks, plain, title
from kata.grade.marks import Marks


def files(marks: Marks) -> dict[str, str | None]:
    """Return the file and its text; where points are open, no attempt is used up."""
    if marks.total is None:
        results: dict[str, object] = {"gradable": False, "message": open_message(marks)}
        return {"prairielearn/results.json": as_json(results)}
    tests = [
        {
            "name": title(step),
            "points": step.points,
            "max_points": step.max_points,
            "output": lacks(step),
        }
        for step in marks.steps
    ]
    results = {"gradable": True, "score": marks.total / marks.max_points, "tests": tests}
    if marks.remarks:
        results["message"] = plain("\n".join(marks.remarks))
    return {"prairielearn/results.json": as_json(results)}
