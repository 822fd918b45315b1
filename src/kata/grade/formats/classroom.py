"""GitHub Classroom: as Exercism, with a score for each step; also as the output of a job's step."""

from __future__ import annotations

import base64

from kata.grade.formats.exercism import status
from kata.grade.formats.words import as_json, lacks, title
from kata.grade.marks import Marks, StepMark


def files(marks: Marks) -> dict[str, str | None]:
    """Return the files and their text: none while points are open, which have no number."""
    text = None
    if marks.total is not None:
        tests = [_test(step) for step in marks.steps]
        results = {"version": 3, "status": status(marks), "max_score": marks.max_points}
        text = as_json({**results, "tests": tests})
    encoded = text and base64.b64encode(text.encode()).decode("ascii")
    return {"classroom/result.json": text, "classroom/result.base64": encoded}


def _test(step: StepMark) -> dict[str, object]:
    whole = step.passed == len(step.checks)
    test: dict[str, object] = {
        "name": title(step),
        "status": "pass" if whole else "fail",
        "score": step.points,
    }
    return {**test, "message": lacks(step)} if not whole or step.unstable else test
