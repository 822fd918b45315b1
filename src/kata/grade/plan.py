"""What is the same for every answer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kata.grade.marks import ExpectedCheck
from kata.project import Step


@dataclass(frozen=True)
class Plan:
    """What answers are graded by.

    Attributes
    ----------
    root : pathlib.Path
        Folder of the kata.
    steps : tuple of Step
        Its steps.
    expected : tuple of ExpectedCheck
        Its checks.
    seconds : float
        How long one answer may take.
    kata : str
        Digest of all that the marks depend on (see `kata.grade.journal.digest_kata`).
    options : tuple of str
        More of what pytest is asked for, such as a seed.
    """

    root: Path
    steps: tuple[Step, ...]
    expected: tuple[ExpectedCheck, ...]
    seconds: float
    kata: str
    options: tuple[str, ...] = ()

    @property
    def conditions(self) -> tuple[str, ...]:
        """What the options are, in words."""
        return tuple(f"graded with {option}" for option in self.options)
