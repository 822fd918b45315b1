"""What the terminal says of a class, below the table."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

from kata.grade.overview.facts import Overview
from kata.grade.overview.same import Same

_MOST_CHECKS = 5
_MOST_MISTAKES = 10
_MOST_NAMES = 8


def overview_lines(overview: Overview, page: Path, width: int) -> list[str]:
    """Return a few lines on a class; none on a single answer.

    Parameters
    ----------
    overview : Overview
        To tell of.
    page : pathlib.Path
        Where the rest is.
    width : int
        Columns of the terminal.
    """
    if len(overview.marks) < 2:
        return []
    lines = [one for line in _sections(overview) for one in _folded(line, width)]
    return ["", *lines, f"all of it: {page}"]


def _sections(overview: Overview) -> Iterator[str]:
    count = len(overview.marks)
    if hardest := overview.hardest[:_MOST_CHECKS]:
        yield f"checks that fail most often, of {count} answers:"
        wide = len(str(hardest[0].lost))
    for tally in hardest:
        case = f" [{tally.case}]" if tally.case else ""
        yield f"  {tally.lost:>{wide}}  step {tally.step.number}: {tally.requirement}{case}"
    if overview.mistakes:
        yield "the same mistake:"
    for mistake in overview.mistakes[:_MOST_MISTAKES]:
        many = f"{len(mistake.names)} of {count}"
        yield f"  {many}, step {mistake.step.number}: {mistake.said} ({_listed(mistake.names)})"
    if (more := len(overview.mistakes) - _MOST_MISTAKES) > 0:
        yield f"  and {more} more"
    yield from _alike("the same code:", overview.same)
    yield from _alike("the code of the solutions:", overview.references)


def _alike(title: str, groups: Sequence[Same]) -> Iterator[str]:
    if groups:
        yield title
    for group in groups:
        # All are named: who is missing here would not be looked at.
        yield f"  {', '.join(group.names)} ({steps_text(group)})"


def steps_text(same: Same) -> str:
    """Return the steps in which code is the same, as words."""
    first, last = same.steps[0], same.steps[-1]
    if len(same.steps) > 2 and last - first == len(same.steps) - 1:
        return f"steps {first} to {last}"
    return f"step{'s' * (len(same.steps) > 1)} {', '.join(map(str, same.steps))}"


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" and {more} more" if more > 0 else "")


def _folded(line: str, width: int) -> list[str]:
    """Return a line as one or more that fit."""
    return textwrap.wrap(
        line, width, subsequent_indent="      ", break_long_words=False, break_on_hyphens=False
    )
