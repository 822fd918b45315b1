"""The marks in the formats of other programs, a module each: ``files`` returns what it writes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kata.grade.formats import classroom, exercism, gradescope, junit, page, prairielearn, table
from kata.grade.marks import Marks
from kata.grade.submissions import Refusal
from kata.run.outputs import replacing

_EACH = (junit, gradescope, exercism, classroom, prairielearn)


def write_learner(marks: Marks, root: Path, folder: Path) -> None:
    """Write the marks of one submission into a folder, in every format.

    A format that has no word for points that are open gets no file, nor keeps an old one.

    Parameters
    ----------
    marks : Marks
        To write.
    root : pathlib.Path
        Folder of the kata.
    folder : pathlib.Path
        Is made.
    """
    for module in _EACH:
        for name, text in module.files(marks).items():
            target = folder / name
            if text is None:
                target.unlink(missing_ok=True)
            else:
                _write(target, text)
    page.write(marks, root, folder)


def write_class(marks: Sequence[Marks], refusals: Sequence[Refusal], target: Path) -> None:
    """Write the table of a class, as CSV."""
    _write(target, table.text(marks, refusals))


def _write(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with replacing(target) as part:
        # The lines end as the format wants it; names can have letters that UTF-8 does not have.
        part.write_text(text, encoding="utf-8", errors="replace", newline="")
