"""Where the kata lives, and its table of steps (``exercises/kata.toml``)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path("exercises", "kata.toml")


class NotAKataError(Exception):
    """No kata repository around the working directory."""


@dataclass(frozen=True)
class Step:
    """One row of the table of steps.

    Attributes
    ----------
    number : int
        Place in the kata, from 1.
    id : str
        Stem of the step's files, such as ``step3_rasterize_geojson``.
    title : str
        What the step is about, in a few words.
    function : str or None
        Function a learner writes; None for the last step, which chains the others.
    points : int
        Worth of the step in a mark.
    hints : tuple of str
        Three hints, each nearer to the answer than the one before.
    """

    number: int
    id: str
    title: str
    function: str | None
    points: int
    hints: tuple[str, ...]

    @property
    def file_name(self) -> str:
        """Name of the step's file in a folder of answers."""
        return f"{self.id}.py"

    @property
    def key(self) -> str:
        """What ``pytest -k`` selects the step by."""
        return self.id.split("_")[0]


@cache
def find_root(start: Path | None = None) -> Path:
    """Return the folder of the kata around `start`, or the one this package was installed from.

    Raises
    ------
    NotAKataError
        When neither has an ``exercises/kata.toml``.
    """
    here = (start or Path.cwd()).resolve()
    checkout = Path(__file__).resolve().parents[2]
    for folder in (here, *here.parents, checkout):
        if (folder / TABLE).is_file():
            return folder
    raise NotAKataError(
        f"no {TABLE} in {here} or above it: go to the folder you cloned the kata into"
    )


@cache
def load_steps(root: Path) -> tuple[Step, ...]:
    """Read the table of steps of the kata in `root`, in order."""
    with (root / TABLE).open("rb") as file:
        rows = tomllib.load(file)["step"]
    return tuple(
        Step(
            number=number,
            id=row["id"],
            title=row["title"],
            function=row.get("function"),
            points=row["points"],
            hints=tuple(row["hints"]),
        )
        for number, row in enumerate(rows, start=1)
    )
