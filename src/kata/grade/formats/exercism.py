"""Exercism, version 3: a test for each check."""

from __future__ import annotations

from typing import Any

from kata.grade.formats.words import as_json, why
from kata.grade.marks import CheckMark, Marks, Verdict

_STATUS = {Verdict.PASS: "pass", Verdict.GRADER_ERROR: "error"}  # the others fail


def files(marks: Marks) -> dict[str, str | None]:
    """Return the file and its text."""
    tests = [_test(check, step.number) for step in marks.steps for check in step.checks]
    results: dict[str, Any] = {"version": 3, "status": status(marks)}
    if marks.open:
        results["message"] = open_message(marks)
    return {"exercism/results.json": as_json({**results, "tests": tests})}


def status(marks: Marks) -> str:
    """Return what all of it came to."""
    if marks.open:
        return "error"
    return "pass" if all(check.verdict is Verdict.PASS for check in marks.checks) else "fail"


def open_message(marks: Marks) -> str:
    """Return why there is no result."""
    steps = ", ".join(str(step.number) for step in marks.open)
    return f"a defect of the grader leaves step {steps} open: grade it again, or report it"


def _test(check: CheckMark, step: int) -> dict[str, Any]:
    test = {
        "name": check.requirement,
        "status": _STATUS.get(check.verdict, "fail"),
        "task_id": step,
    }
    if check.verdict is not Verdict.PASS:
        return {**test, "message": why(check)}
    return {**test, "output": why(check)} if check.unstable else test
