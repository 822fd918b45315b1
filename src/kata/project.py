"""Where the kata lives, and its table of steps (``exercises/kata.toml``)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path("exercises", "kata.toml")
DATA = "data"  # folder of the real sample, where it was fetched


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
    other_ways : str
        What other good answers do; empty where there is nothing to write.
    """

    number: int
    id: str
    title: str
    function: str | None
    points: int
    hints: tuple[str, ...]
    other_ways: str = ""

    @property
    def file_name(self) -> str:
        """Name of the step's file in a folder of answers."""
        return f"{self.id}.py"

    @property
    def key(self) -> str:
        """What ``pytest -k`` selects the step by."""
        return self.id.split("_")[0]


def root_around(folder: Path) -> Path | None:
    """Return the nearest folder, from `folder` upwards, that is a kata, if any."""
    folder = folder.resolve()
    return next((f for f in (folder, *folder.parents) if (f / TABLE).is_file()), None)


def find_root() -> Path:
    """Return the kata around the working directory, or the one this package lies in.

    Raises
    ------
    NotAKataError
        When neither has an ``exercises/kata.toml``.
    """
    root = root_around(Path.cwd()) or root_around(Path(__file__).parent)
    if root is None:
        raise NotAKataError(
            f"no {TABLE} in {Path.cwd()} or above it: go to the folder you cloned the kata into"
        )
    return root


@cache
def load_steps(root: Path) -> tuple[Step, ...]:
    """Read the table of steps of the kata in `root`, in order.

    Raises
    ------
    NotAKataError
        The table cannot be read.
    """
    try:
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
                other_ways=row.get("other_ways", ""),
            )
            for number, row in enumerate(rows, start=1)
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        table = TABLE.as_posix()
        said = f"{type(error).__name__}: {error}"
        raise NotAKataError(
            f"{root / TABLE} cannot be read ({said}): git checkout {table}"
        ) from error
