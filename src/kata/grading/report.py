"""What a run of graded checks says at its end, as lines of text. Knows nothing of pytest."""

from __future__ import annotations

import re
import textwrap
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kata.answers import Frame
from kata.grading.board import Line, Row, State, Text, render, welcome, what_next
from kata.grading.failure import Comparison
from kata.project import Step

NOT_STARTED = "not started"
# Causes that are no mistake of the learner's, or not one in the result.
BROKEN_CHECK = "broken-check"
OUT_OF_MEMORY = "out-of-memory"
_SHOWN = 4  # failures of a step that are shown whole; the others get a line each


@dataclass(frozen=True)
class Result:
    """What one graded check came to.

    Attributes
    ----------
    step : Step
        The step it belongs to.
    name : str
        Name of the test function.
    requirement : str
        The sentence the check stands for.
    status : str
        ``passed``, ``failed`` or ``not started``.
    lines : tuple of str
        Why it did not pass; the first line is readable alone.
    stopped : bool
        Whether it ended before it came to its own requirement: the answer raised, or gave
        something that cannot be looked at.
    causes : tuple of str
        Short names of the mistakes that were recognised.
    raster : Comparison or None
        The rasters that differ, if it is rasters that do.
    picture : str
        Where they are drawn, as people type it, or "".
    frame : Frame or None
        Where the answer raised, if it did.
    """

    step: Step
    name: str
    requirement: str
    status: str
    lines: tuple[str, ...] = ()
    stopped: bool = False
    causes: tuple[str, ...] = ()
    raster: Comparison | None = None
    picture: str = ""
    frame: Frame | None = None


@dataclass(frozen=True)
class Fault:
    """What one or several checks found wrong in the same words.

    Attributes
    ----------
    head : str
        The requirement, or what happened before any could be looked at.
    more : tuple of str
        What is said of it, a line each.
    first : Result
        Of the first of these checks.
    others : tuple of Result
        Of the rest of them.
    """

    head: str
    more: tuple[str, ...]
    first: Result
    others: tuple[Result, ...]


@dataclass(frozen=True)
class Settings:
    """How a report is written.

    Attributes
    ----------
    folder : str
        Folder of the answer, as people type it.
    width : int
        Columns of the terminal.
    unicode : bool
        Whether block characters can be shown.
    whole : bool
        Whether every failure is shown whole.
    fold : bool
        Whether lines longer than `width` are folded under themselves, for people to read.
    first : bool
        Whether nobody has run the checks here before.
    guide : bool
        Whether to say what to do next.
    """

    folder: str
    width: int = 80
    unicode: bool = True
    whole: bool = False
    fold: bool = False
    first: bool = False
    guide: bool = True


def report_lines(rows: Sequence[Row], results: Sequence[Result], settings: Settings) -> list[Line]:
    """Return the report: what each step lacks, then the board, then what can be done."""
    lines: list[Line] = []
    # One raster is all that a screen has room for.
    sketched = next((result.step for result in results if result.raster), None)
    for row in rows:
        mine = [result for result in results if result.step is row.step]
        if row.state is State.NOT_STARTED:
            lines += _not_started(row.step, mine, settings)
        elif row.passed < row.ran:
            lines += _failures(row, mine, settings, sketch=row.step is sketched)
    lines.append(())
    lines += render(rows, width=settings.width, unicode=settings.unicode)
    if settings.guide:
        lines.append((Text(f"  {what_next(rows, settings.folder)}", "bold"),))
    if settings.first:
        lines += [(), *((Text(f"  {line}"),) for line in welcome(rows))]
    return (
        [part for line in lines for part in _folded(line, settings.width)]
        if settings.fold
        else lines
    )


def find_faults(results: Iterable[Result]) -> list[Fault]:
    """Return what is wrong with a step; what several checks say in the same words comes once."""
    groups: defaultdict[tuple[str, ...], list[Result]] = defaultdict(list)
    for result in results:
        if result.status != "passed":
            # Other numbers, places and scenes below the words make it no other mistake.
            groups[tuple(line for line in result.lines if not line.startswith("  "))].append(result)
    return [_fault(group) for group in groups.values()]


def _fault(group: Sequence[Result]) -> Fault:
    first, *others = group
    head, more = first.requirement, first.lines
    if first.stopped and (len(group) > 1 or first.status == NOT_STARTED):
        head, more = first.lines[0], first.lines[1:]
        if len(group) > 1:
            more = (*more, f"{len(group)} checks end here")
    elif len(group) > 1:
        more = (*more, f"  the same in {len(group) - 1} more of the checks")
    return Fault(head, more, first, tuple(others))


def _folded(line: Line, width: int) -> list[Line]:
    """Return a line as one or more that fit; only lines of one piece can be too long."""
    if len(line) != 1 or len(line[0].text) <= width:
        return [line]
    (piece,) = line
    # What follows goes under the words, not under the label before them.
    label = re.match(r"\s*((expected|got|where|in)\s+|[✗x|] )?", piece.text)
    assert label is not None
    parts = textwrap.wrap(
        piece.text,
        width,
        subsequent_indent=" " * len(label[0]),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [(Text(part, piece.look),) for part in parts]


def _not_started(step: Step, results: Sequence[Result], settings: Settings) -> list[Line]:
    if step.function is None:
        why = next((result.lines[0] for result in results if result.lines), "")
        return [(Text(f"step {step.number} is not started: {why}", "yellow"),)]
    # Where it is raised, for those who wrote their code and left the line in.
    raised = next((result.lines[1:] for result in results if result.lines[1:]), ())
    return [
        (Text(f"step {step.number} is not started: {settings.folder}/{step.file_name}", "yellow"),),
        *((Text(f"  NotImplementedError is raised at {line.strip()}"),) for line in raised),
        (Text(f"  {step.title}: the docstring of {step.function} is the task."),),
        (Text("  Write it in place of that line, then run this again."),),
    ]


def _failures(
    row: Row, results: Iterable[Result], settings: Settings, *, sketch: bool
) -> list[Line]:
    step, faults = row.step, find_faults(results)
    sketched = next((fault for fault in faults if fault.first.raster), None) if sketch else None
    place = "" if step.function is None else f": {settings.folder}/{step.file_name}"
    lines: list[Line] = [
        (Text(f"step {step.number}, {row.passed} of {row.ran} checks pass{place}", "bold"),)
    ]
    cross = "✗" if settings.unicode else "x"
    cut = False
    for number, fault in enumerate(faults):
        # The raster takes the room of the others.
        mine = fault is sketched
        whole = settings.whole or mine or number < (_SHOWN if sketched is None else 1)
        cut |= not whole
        lines.append((Text(f"  {cross} {fault.head}", "red"),))
        lines += [(Text(f"      {line}"),) for line in (fault.more if whole else fault.more[:1])]
        if mine:
            lines += _sketched(fault.first, settings)
        if whole and fault.first.picture:
            lines.append((Text(f"        picture   {fault.first.picture}"),))
    if cut:
        lines.append((Text(f"    all of each failure: pytest -k {step.key} -v", "dim"),))
    return lines


def _sketched(result: Result, settings: Settings) -> list[Line]:
    """Return the raster of a failure, drawn with letters."""
    from kata.grading.sketch import confusion, sketch

    assert result.raster is not None
    width = settings.width - 6
    lines = sketch(result.raster, width=width, unicode=settings.unicode)
    return [(Text("      "), *line) for line in [*lines, *confusion(result.raster, width=width)]]
