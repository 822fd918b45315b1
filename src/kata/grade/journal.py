"""The journal: what was graded, a line a submission, written when it is known.

Nothing in it is ever changed. Each line says of which answer and which kata its marks are, and in
which round they were given: a round is one grading of all, begun anew by ``--regrade``.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from kata.grade.marks import ExpectedCheck, Marks

_MACHINERY = (".", "grading", "isolation", "grade")  # what marks depend on
_LIBRARIES = (
    *("geopandas", "numpy", "pandas", "pyogrio", "pyproj", "pytest", "pytest-check", "rasterio"),
    *("rioxarray", "scikit-learn", "scipy", "shapely", "xarray"),
)


@dataclass(frozen=True)
class Entry:
    """One line.

    Attributes
    ----------
    answer, kata : str
        Digests of what was graded, and of what graded it.
    round : int
        From 1.
    marks : Marks
        What it came to.
    """

    answer: str
    kata: str
    round: int
    marks: Marks


class Journal:
    """A file of entries, the last of which counts.

    Parameters
    ----------
    path : pathlib.Path
        Its folder is there; the file need not be.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.round = 1
        self._counts_from = 1
        self._done = 1  # the last round that came to its end; the first needs none
        self._entries: list[Entry] = []
        self._writing = threading.Lock()
        _drop_half_line(path)
        for line in _lines(path):
            if isinstance(done := line.get("done"), int):
                self._done = done
            elif entry := _entry(line):
                self._entries.append(entry)
                self.round = max(self.round, entry.round)

    def begin_again(self) -> None:
        """Begin a round in which nothing of before counts; one that broke off goes on."""
        self.round = max(self.round, self._done + 1)
        self._counts_from = self.round

    def known(self, name: str, answer: str, kata: str) -> Marks | None:
        """Return the marks of an answer where there is nothing left to grade."""
        entry = self._last(name, self._counts_from, self.round)
        if entry is None or (entry.answer, entry.kata) != (answer, kata) or entry.marks.open:
            return None
        return entry.marks

    def before(self, name: str) -> Entry | None:
        """Return the last entry of earlier rounds."""
        return self._last(name, 1, self.round - 1)

    def now(self, name: str) -> Entry | None:
        """Return the last entry of this round."""
        return self._last(name, self.round, self.round)

    def add(self, answer: str, kata: str, marks: Marks) -> None:
        """Write marks; once this returns, nothing can take them away."""
        entry = Entry(answer, kata, self.round, marks)
        self._write({"answer": answer, "kata": kata, "round": self.round, **marks.to_json()})
        self._entries.append(entry)

    def end_round(self) -> None:
        """Write that all was graded in this round."""
        self._write({"done": self.round})

    def _last(self, name: str, first: int, last: int) -> Entry | None:
        return next(
            (
                entry
                for entry in reversed(self._entries)
                if entry.marks.name == name and first <= entry.round <= last
            ),
            None,
        )

    def _write(self, line: dict[str, Any]) -> None:
        with self._writing, self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
            file.flush()
            os.fsync(file.fileno())


def _drop_half_line(path: Path) -> None:
    """Cut off what was being written when the grading was killed."""
    if path.exists():
        content = path.read_bytes()
        whole = content.rfind(b"\n") + 1
        if whole < len(content):
            os.truncate(path, whole)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    if path.exists():
        for line in path.read_bytes().splitlines():
            try:
                data = json.loads(line)
            except ValueError:
                continue  # a disk can lose what it was told to keep: it is graded again
            if isinstance(data, dict):
                yield data


def _entry(line: dict[str, Any]) -> Entry | None:
    try:
        return Entry(line["answer"], line["kata"], int(line["round"]), Marks.from_json(line))
    except (KeyError, TypeError, ValueError):
        return None


def digest_kata(
    root: Path, expected: Iterable[ExpectedCheck], seconds: float, options: Iterable[str] = ()
) -> str:
    """Return what is the same as long as the same answer gets the same marks.

    Parameters
    ----------
    root : pathlib.Path
        Folder of the kata.
    expected : iterable of ExpectedCheck
        Its checks: there are more of them with the real sample.
    seconds : float
        How long an answer may take.
    options : iterable of str
        More of what pytest is asked for.
    """
    libraries = (f"{name}=={metadata.version(name)}" for name in _LIBRARIES)
    facts = platform.python_version(), *libraries, f"{seconds:g}", *options
    digest = hashlib.sha256(f"{' '.join(facts)}\n".encode())
    for check in expected:
        digest.update(f"{check.id}\n".encode())
    machinery = Path(__file__).resolve().parents[1]
    files = [
        root / "exercises" / "kata.toml",
        root / "pyproject.toml",
        *sorted((root / "tests").glob("*.py")),
        *sorted((root / "solutions").glob("*.py")),
        *sorted(path for path in (root / "fixtures").rglob("*") if path.is_file()),
        *(file for name in _MACHINERY for file in sorted((machinery / name).glob("*.py"))),
    ]
    for path in files:
        if path.suffix != ".pyc":
            digest.update(f"{path.name}\n".encode() + path.read_bytes())
    return digest.hexdigest()
