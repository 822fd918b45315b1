"""The page for a learner: that of ``kata report``."""

from __future__ import annotations

from pathlib import Path

from kata.answers import Answer
from kata.grade.marks import Marks
from kata.grade.screen import board
from kata.project import load_steps
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
    write_page(folder / _FILE, root, Answer(folder), *board(marks, load_steps(root)), marks)
