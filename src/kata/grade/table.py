"""What ``kata grade`` says at its end, as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import category

from kata.answers import AnswerError
from kata.grade.journal import Entry
from kata.grade.marks import Marks, Verdict
from kata.grade.submissions import Refusal


def table_lines(marks: Sequence[Marks]) -> list[str]:
    """Return a line for each submission: name, steps that pass, points, notes."""
    rows = [
        (one.name, f"{_steps_passed(one)}/{len(one.steps)}", _points(one), "; ".join(notes(one)))
        for one in marks
    ]
    rows.insert(0, ("name", "steps", "points", "notes"))
    wide = [max(len(row[column]) for row in rows) for column in range(3)]
    return [
        f"{name:<{wide[0]}}  {steps:>{wide[1]}}  {points:>{wide[2]}}  {notes}".rstrip()
        for name, steps, points, notes in rows
    ]


def printable(line: str) -> str:
    """Return a line that cannot steer the terminal, whatever names are in it."""
    return "".join(
        c if c.isprintable() or category(c) == "Zs" else "\N{REPLACEMENT CHARACTER}" for c in line
    )


def refused_line(refusal: Refusal) -> str:
    """Return what is said of a submission that could not be graded."""
    return f"not graded: {refusal.name}: {refusal.reason}"


def moved_lines(before: Entry | None, now: Entry) -> Iterator[str]:
    """Yield what is other than before: the points, why, and each check that moved.

    Parameters
    ----------
    before : Entry or None
        What the submission came to before, if it was graded.
    now : Entry
        What it comes to now.
    """
    if before is None:
        yield f"{now.marks.name}: new, {_points(now.marks)}"
        return
    was = {check.id: check.verdict for check in before.marks.checks}
    verdicts = {check.id: check.verdict for check in now.marks.checks}
    moved = [name for name in was | verdicts if was.get(name) is not verdicts.get(name)]
    if not moved and before.marks.total == now.marks.total:
        return
    reasons = ["the answer changed"] * (before.answer != now.answer)
    reasons += ["the checks changed"] * (before.kata != now.kata)
    why = " and ".join(reasons) or "same answer, same checks: it is not steady"
    yield f"{now.marks.name}: {_points(before.marks)} -> {_points(now.marks)} ({why})"
    for name in moved:
        yield f"  {name}: {_said(was.get(name))} -> {_said(verdicts.get(name))}"


def _said(verdict: Verdict | None) -> str:
    return verdict.value if verdict else "not there"


def _steps_passed(marks: Marks) -> int:
    return sum(step.passed == len(step.checks) for step in marks.steps)


def _points(marks: Marks) -> str:
    if marks.open:
        return f"open/{marks.max_points}"
    return f"{marks.points:.2f}/{marks.max_points}"


def notes(marks: Marks) -> Iterator[str]:
    """Yield what an instructor has to know: what is open, what broke off, what was left out."""
    for step in marks.open:
        yield f"step {step.number} is open: grader error"
    for verdict in (Verdict.TIMEOUT, Verdict.CRASHED, Verdict.MEMORY):
        steps = [s for s in marks.steps if any(check.verdict is verdict for check in s.checks)]
        if steps:
            yield f"{verdict.value} in step {', '.join(str(step.number) for step in steps)}"
    for step in marks.steps:
        lost = [check for check in step.checks if AnswerError.cause in check.causes]
        # Files that are missing are among the notes already, and what breaks the pipeline is here.
        if lost and not lost[0].credit and " is missing in " not in lost[0].lines[0]:
            yield f"step {step.number}: {lost[0].lines[0]}"
    unstable = [str(step.number) for step in marks.steps if step.unstable]
    if unstable:
        yield f"unstable in step {', '.join(unstable)}"
    yield from marks.notes
