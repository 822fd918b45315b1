"""Write the badge: how many steps pass, in one small picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kata.grading.board import Row, State
from kata.report.template import write_from

# The colours of the page, dark enough for white letters.
_COLORS = {State.PASSED: "#1a7f4b", State.TO_FIX: "#b3261e", State.NOT_STARTED: "#8a5a00"}


def write_badge(target: Path, rows: Sequence[Row]) -> None:
    """Write the badge of one run of the checks.

    Parameters
    ----------
    target : pathlib.Path
        SVG file; its folder is made, and it takes its place when it is complete.
    rows : sequence of Row
        The board.
    """
    states = [row.state for row in rows]
    passed, to_fix = states.count(State.PASSED), states.count(State.TO_FIX)
    state = State.TO_FIX if to_fix else State.NOT_STARTED
    if passed == len(rows):
        state = State.PASSED
    write_from(
        "badge.svg",
        target,
        passed=passed,
        to_fix=to_fix,
        total=len(rows),
        color=_COLORS[state],
    )
