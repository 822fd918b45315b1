"""The page for a learner: that of ``kata report``."""

from __future__ import annotations

from pathlib import Path

from kata.answers import Answer
from kata.grade.formats.words import plain
from kata.grade.marks import CheckMark, Marks, StepMark, Verdict
from kata.grading.board import Row
from kata.grading.report import NOT_STARTED, Result
from kata.project import Step, load_steps
from kata.report.page import write_page

_FILE = "page.html"


def write(marks: Marks, root: Path, folder: Path) -> None:
    """Write the page into the folder of a learner.

    Parameters
    ----------
    marks : Marks
        Of the kata as it is.
    root : pathlib.Path
        Folder of the kata.
    folder : pathlib.Path
        Named after the learner.
    """
    steps = {step.id: step for step in load_steps(root)}
    pairs = [(steps[mark.id], mark) for mark in marks.steps]
    rows = [_row(step, mark) for step, mark in pairs]
    results = [_result(step, check) for step, mark in pairs for check in mark.checks]
    write_page(folder / _FILE, root, Answer(folder), rows, results)


def _row(step: Step, mark: StepMark) -> Row:
    total = len(mark.checks)
    waiting = sum(NOT_STARTED in check.causes for check in mark.checks)
    return Row(step, passed=mark.passed, ran=total, total=total, not_started=waiting)


def _result(step: Step, check: CheckMark) -> Result:
    name = check.id.rpartition("::")[2]
    if check.verdict is Verdict.PASS:
        return Result(step, name, check.requirement, "passed")
    status = NOT_STARTED if NOT_STARTED in check.causes else "failed"
    return Result(step, name, check.requirement, status, tuple(map(plain, check.lines)))
