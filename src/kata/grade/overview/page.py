"""The page for the instructor."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from kata.grade.formats.words import plain
from kata.grade.overview.facts import Overview, Tally
from kata.grade.overview.lines import steps_text
from kata.grade.submissions import Submission
from kata.grade.table import notes
from kata.report.template import write_from


def write_overview(overview: Overview, target: Path) -> None:
    """Write the page of a class: all in one file, which links the pages of the learners.

    Parameters
    ----------
    overview : Overview
        To tell of.
    target : pathlib.Path
        In the folder that has those of the learners.
    """
    tallies: dict[int, list[Tally]] = {}
    for tally in overview.tallies:
        tallies.setdefault(tally.step.number, []).append(tally)
    write_from(
        "class.html",
        target,
        overview=overview,
        most=max(bar.count for bar in overview.bars),
        steps=overview.marks[0].steps if overview.marks else (),
        tallies=tallies,
        noted={one.name: list(notes(one)) for one in overview.marks},
        page={one.name: _page(one.name) for one in overview.marks},
        steps_text=steps_text,
        plain=plain,
        written=datetime.now().astimezone().strftime("%Y-%m-%d %H:%M"),
    )


def _page(name: str) -> str:
    """Return where the page of a learner is, as a link."""
    return f"{quote(Submission(name, Path()).folder_name)}/page.html"
