"""The board: how far every step is, as text. Knows nothing of pytest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from kata.project import Step
from kata.shell import quoted


class State(Enum):
    """What this run says of a step."""

    PASSED = "passed"
    TO_FIX = "to fix"
    NOT_STARTED = "not started"
    NOT_RUN = "not run"


@dataclass(frozen=True)
class Row:
    """The checks of one step.

    Attributes
    ----------
    step : Step
        The step.
    passed, ran, total : int
        Checks passed and run now, and all the checks it has.
    not_started : int
        Checks that found no answer yet.
    remembered : tuple of int or None
        Checks passed and total when the step last ran, if it did not run now.
    """

    step: Step
    passed: int = 0
    ran: int = 0
    total: int = 0
    not_started: int = 0
    remembered: tuple[int, int] | None = None

    @property
    def state(self) -> State:
        """What this run says of the step."""
        if self.ran == 0:
            return State.NOT_RUN
        if self.not_started == self.ran:
            return State.NOT_STARTED
        if self.passed == self.ran == self.total:
            return State.PASSED
        if self.passed == self.ran:
            return State.NOT_RUN
        return State.TO_FIX

    @property
    def was_green(self) -> bool:
        """Whether all the checks passed when the step last ran."""
        return self.remembered is not None and self.remembered[0] == self.remembered[1]

    @property
    def said(self) -> str:
        """The state in words."""
        failed = self.ran - self.passed
        match self.state:
            case State.TO_FIX:
                return f"{failed} to fix"
            case State.NOT_RUN if self.ran:
                return f"{self.total - self.ran} not run now"
            case State.NOT_RUN if self.remembered:
                return "last time"
            case _:
                return str(self.state.value)


@dataclass(frozen=True)
class Text:
    """A piece of a line and how it looks: a colour name, bold, or dim."""

    text: str
    look: str = ""


Line = tuple[Text, ...]

_LOOKS = {
    State.PASSED: "green",
    State.TO_FIX: "red",
    State.NOT_STARTED: "yellow",
    State.NOT_RUN: "dim",
}


def render(rows: Sequence[Row], *, width: int = 80, unicode: bool = True) -> list[Line]:
    """Return the board: a line a step, then the overall bar.

    Parameters
    ----------
    rows : sequence of Row
        One a step, in order.
    width : int
        Columns of the terminal.
    unicode : bool
        Whether blocks can be shown; else ASCII.
    """
    title = max(len(row.step.title) for row in rows)
    bar = max(6, min(20, width - title - 31 - 2 * (not unicode)))
    lines = [_row(row, title, bar, unicode) for row in rows]
    passed, total = sum(row.passed for row in rows), sum(_total(row) for row in rows)
    look = "green" if passed == total else "bold"
    lines.append(
        (
            Text(f"  {'all':<{title + 3}} "),
            Text(draw_bar(passed, total, bar, unicode), look),
            Text(f" {passed}/{total} in this run", "bold"),
        )
    )
    if any(row.ran == 0 and row.remembered for row in rows):
        lines.append((Text("  last time: when that step last ran; not counted here", "dim"),))
    return lines


def _row(row: Row, title: int, bar: int, unicode: bool) -> Line:
    passed, total = row.passed, _total(row)
    look = _LOOKS[row.state]
    if row.ran == 0 and row.remembered:
        passed = row.remembered[0]
    blocks = draw_bar(passed, total, bar, unicode, dim=row.ran == 0)
    count = f"{passed}/{total}" if total else "-"
    return (
        Text(f"  {row.step.number:>2} {row.step.title:<{title}} ", "dim" * (look == "dim")),
        Text(blocks, look),
        Text(f" {count:>6}  {row.said}", look),
    )


def _total(row: Row) -> int:
    return row.total or (row.remembered[1] if row.remembered else 0)


def has_blocks(encoding: str | None) -> bool:
    """Whether an encoding has the block characters of bars."""
    try:
        "█▒░✗".encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def draw_bar(part: int, whole: int, width: int, unicode: bool, *, dim: bool = False) -> str:
    """Return a bar that is full only when `part` is `whole`, and empty only when it is 0."""
    full = width * part // whole if whole else 0
    if 0 < part < whole:
        full = max(1, full)
    if unicode:
        done, left = ("▒", "░") if dim else ("█", "░")
        return done * full + left * (width - full)
    done = "+" if dim else "#"
    return f"[{done * full}{'.' * (width - full)}]"


def what_next(rows: Sequence[Row], folder: str) -> str:
    """Return the one thing to do now: the first step, in order, that did not pass.

    Steps of this run come before steps that are only remembered.

    Parameters
    ----------
    rows : sequence of Row
        One a step, in order.
    folder : str
        Folder of the answer, as people type it.
    """
    pytest = "pytest" if folder == "exercises" else f"pytest --impl {quoted(folder)}"
    seen = [row for row in rows if row.state in (State.TO_FIX, State.NOT_STARTED)]
    if seen and seen[0].step.function is None:
        # The pipeline needs all the others: the first of them that is open comes first.
        seen = [row for row in rows if not row.ran and not row.was_green] or seen
    if seen:
        return _go_to(seen[0].step, folder, pytest)
    if all(row.state is State.PASSED for row in rows):
        named = "" if folder == "exercises" else f" --impl {quoted(folder)}"
        return f"next: every step passes. See your map beside the reference's: kata finish{named}"
    part = next((row for row in rows if 0 < row.ran < row.total), None)
    if part:
        return f"next: all the checks of step {part.step.number}: {pytest} -k {part.step.key}"
    open_steps = [row for row in rows if not row.ran and not row.was_green]
    if open_steps:
        return _go_to(open_steps[0].step, folder, pytest)
    return f"next: all the steps in one run: {pytest}"


def _go_to(step: Step, folder: str, pytest: str) -> str:
    place = f"{folder}/{step.file_name}" if step.function else "the whole pipeline"
    return f"next: step {step.number}, {place}, then {pytest} -k {step.key}"


def welcome(rows: Sequence[Row]) -> list[str]:
    """Return what somebody who is here for the first time has to know; nothing if all is done.

    Parameters
    ----------
    rows : sequence of Row
        One a step, in order.
    """
    undone = [row for row in rows if row.step.function and row.state is not State.PASSED]
    if not undone:
        return []
    # What was asked for comes before what did not run.
    step = next((row for row in undone if row.ran), undone[0]).step
    return [
        f"Your first run: open exercises/{step.file_name}, its docstring is the task.",
        f"docs/lessons/{step.id}.md says why.",
        "kata watch runs the checks at each save; kata doctor sees that everything works.",
    ]
