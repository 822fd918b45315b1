"""The table of steps: each row is complete, and each step has its files."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kata.check.sources import Defect
from kata.check.spoilers import Spoilers
from kata.project import TABLE

LEVELS = 3
LONGEST_HINT = 300  # characters

_TABLE = TABLE.as_posix()
# Where the files of the steps are, and how they are named.
_FOLDERS = {"exercises": "", "solutions": "", "tests": "test_"}


@dataclass(frozen=True)
class Row:
    """One row of the table as it was written, right or wrong.

    Attributes
    ----------
    number : int
        Place in the table, from 1.
    values : dict
        What is in the row.
    text : str
        The row itself.
    first_line : int
        Where it begins in the file.
    """

    number: int
    values: dict[str, Any]
    text: str
    first_line: int

    @property
    def id(self) -> str:
        """Stem of the step's files, or "" when there is none."""
        return str(self.values.get("id", ""))

    @property
    def function(self) -> str:
        """Function a learner writes, or "" when there is none."""
        return str(self.values.get("function", ""))

    @property
    def hints(self) -> list[str]:
        """The hints there are."""
        hints = self.values.get("hints", [])
        return [str(hint) for hint in hints] if isinstance(hints, list) else []

    def file(self, folder: str) -> str:
        """Return where the step's file in a folder has to be."""
        return f"{folder}/{_FOLDERS[folder]}{self.id}.py"

    def files(self) -> list[str]:
        """Return where all of the step's files have to be."""
        return [self.file(folder) for folder in _FOLDERS if self.function or folder == "tests"]

    def defect(self, said: str, near: str = "[[step]]") -> Defect:
        """Return a defect at the first line of the row that holds `near`."""
        before = self.text[: max(self.text.find(near), 0)]
        return Defect(_TABLE, self.first_line + before.count("\n"), said)


def read_table(root: Path) -> list[Row] | Defect:
    """Read the rows of the table; one that cannot be read is a defect."""
    text = (root / TABLE).read_text(encoding="utf-8")
    try:
        rows = tomllib.loads(text).get("step", [])
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        return Defect(_TABLE, int(line[1]) if line else 1, f"this is not TOML: {error}")
    before, *blocks = re.split(r"(?m)^(?=[ \t]*\[\[ *step *\]\])", text)
    if len(blocks) != len(rows):
        return Defect(_TABLE, 1, "not every step is a table of its own: begin each with [[step]]")
    found = []
    for number, (values, block) in enumerate(zip(rows, blocks, strict=True), start=1):
        found.append(Row(number, values, block, before.count("\n") + 1))
        before += block
    return found


def step_files(root: Path) -> list[str]:
    """Return every file of the kata that is named like a step's."""
    return [
        path.relative_to(root).as_posix()
        for folder, prefix in _FOLDERS.items()
        for path in sorted((root / folder).glob(f"{prefix}step*.py"))
    ]


def table_defects(root: Path, rows: Sequence[Row]) -> Iterator[Defect]:
    """See that each row is complete, that its files are there, and that there are no others."""
    for row in rows:
        yield from _row_defects(row, last=row is rows[-1])
        for file in row.files():
            if not (root / file).is_file():
                yield row.defect(f"{row.id} has no {file}: write it", "id ")
    known = {row.file(folder) for row in rows for folder in _FOLDERS}
    for file in step_files(root):
        if file not in known:
            said = f"it belongs to no step of {_TABLE}: add the step, or take the file away"
            yield Defect(file, 1, said)
    yield from _lesson_defects(root / "docs", rows)


def _row_defects(row: Row, *, last: bool) -> Iterator[Defect]:
    if not re.fullmatch(rf"step{row.number}_\w+", row.id):
        said = f'step {row.number} has the id "{row.id}": let it begin with step{row.number}_'
        yield row.defect(said, "id ")
    title, points = row.values.get("title"), row.values.get("points")
    if not (isinstance(title, str) and title.strip()):
        yield row.defect(f"{row.id} has no title: say in a few words what it is about", "title ")
    if type(points) is not int or points <= 0:
        yield row.defect(f"{row.id} has no points: give it a whole number above 0", "points ")
    if not (row.function or last):
        said = f"{row.id} has no function: only the last step, which chains the others, has none"
        yield row.defect(said)
    if len(row.hints) != LEVELS:
        said = f"{row.id} has {len(row.hints)} hints: write {LEVELS}, each nearer to the answer"
        yield row.defect(said, "hints ")


def _lesson_defects(docs: Path, rows: Sequence[Row]) -> Iterator[Defect]:
    """Ask for a lesson for each step as soon as there are lessons."""
    folder = docs / "lessons"
    lessons = {path.stem for path in docs.rglob("step*.md")}
    if not (lessons or folder.is_dir()):
        return
    for row in rows:
        if row.id not in lessons:
            page = f"docs/{'lessons/' * folder.is_dir()}{row.id}.md"
            yield row.defect(f"{row.id} has no lesson: write {page}", "id ")


def hint_defects(rows: Sequence[Row], spoilers: Spoilers) -> Iterator[Defect]:
    """See that hints come nearer by levels and stop before the solution.

    The first level is a question that points. The second names what to look at in the libraries,
    with a link to its page; the last step has no page but its pictures. The third is nearly the
    code.
    """
    for row in rows:
        for level, hint in enumerate(row.hints, start=1):
            name, near = f"hint {level} of {row.id}", hint[:20]
            if len(hint) > LONGEST_HINT:
                said = f"{name} has {len(hint)} characters: {LONGEST_HINT} are enough"
                yield row.defect(said, near)
            if level == 1 and not hint.endswith("?"):
                yield row.defect(f"{name} is no question: let it point, and end with ?", near)
            if level == 2 and row.function and "https://" not in hint:
                yield row.defect(f"{name} has no link: add the page to look at", near)
            for _, code in spoilers.found(hint):
                said = f"{name} tells the solution, {code}: say it in words"
                yield row.defect(said, near)
