"""The marks of one answer as its author sees them: the rows of the board, and what is wrong."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence

import click

from kata.grade.formats.words import plain
from kata.grade.marks import CheckMark, Marks, StepMark, Verdict
from kata.grading.board import Row, Text, has_blocks
from kata.grading.report import NOT_STARTED, Result, Settings, report_lines
from kata.project import Step


def board(marks: Marks, steps: Sequence[Step]) -> tuple[list[Row], list[Result]]:
    """Return the rows of the board and what each check came to.

    Parameters
    ----------
    marks : Marks
        Of the kata as it is.
    steps : sequence of Step
        Of that kata.
    """
    of_id = {step.id: step for step in steps}
    pairs = [(of_id[mark.id], mark) for mark in marks.steps]
    rows = [_row(step, mark) for step, mark in pairs]
    return rows, [_result(step, check) for step, mark in pairs for check in mark.checks]


def show(marks: Marks, steps: Sequence[Step]) -> None:
    """Print the board, and above it what is wrong."""
    settings = Settings(
        folder=marks.name,
        width=min(shutil.get_terminal_size().columns, 100),
        unicode=has_blocks(sys.stdout.encoding),
        whole=True,
        fold=sys.stdout.isatty(),
        guide=False,
    )
    for line in report_lines(*board(marks, steps), settings):
        click.echo("".join(map(_styled, line)))


def _styled(piece: Text) -> str:
    if piece.look in ("dim", "bold"):
        return click.style(piece.text, **{piece.look: True})
    return click.style(piece.text, fg=piece.look or None)


def _row(step: Step, mark: StepMark) -> Row:
    total = len(mark.checks)
    waiting = sum(_status(check) == NOT_STARTED for check in mark.checks)
    return Row(step, passed=mark.passed, ran=total, total=total, not_started=waiting)


def _result(step: Step, check: CheckMark) -> Result:
    name = check.id.rpartition("::")[2]
    lines = tuple(map(plain, check.lines))
    return Result(step, name, check.requirement, _status(check), lines)


def _status(check: CheckMark) -> str:
    if check.verdict is Verdict.PASS:
        return "passed"
    # What has credit was reached, if only by way of the reference, and has something to say.
    return NOT_STARTED if NOT_STARTED in check.causes and not check.credit else "failed"
