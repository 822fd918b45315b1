"""Where answers are graded: here, or on a cluster."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kata.grade.marks import CheckMark, ExpectedCheck
from kata.grade.second import grade_with_second_runs
from kata.project import Step


@dataclass(frozen=True)
class Plan:
    """What is the same for every answer.

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


class Place(Protocol):
    """Where answers are graded."""

    @property
    def jobs(self) -> int:
        """How many at once keep it busy."""

    @property
    def lines(self) -> tuple[str, ...]:
        """What is to be said of it, once all are graded."""

    def grade(self, plan: Plan, answer: Path, stop: threading.Event) -> Mapping[str, CheckMark]:
        """Return the mark of each check, by its id; called in threads.

        Parameters
        ----------
        plan : Plan
            What it is graded by.
        answer : pathlib.Path
            Folder with nothing but the answer.
        stop : threading.Event
            Ends it.

        Raises
        ------
        StoppedError
            `stop` was set.
        RefusedError
            This answer cannot be graded.
        RunError
            None can be.
        """


@dataclass(frozen=True)
class Here:
    """The machine of the command.

    Attributes
    ----------
    weak : tuple of str
        What its sandbox lacks.
    """

    weak: tuple[str, ...] = ()

    @property
    def jobs(self) -> int:
        """One for each processor."""
        return os.cpu_count() or 2

    @property
    def lines(self) -> tuple[str, ...]:
        """What its sandbox lacks."""
        return tuple(f"weaker isolation: {one}" for one in self.weak)

    def grade(self, plan: Plan, answer: Path, stop: threading.Event) -> Mapping[str, CheckMark]:
        """Grade in processes of this one."""
        return grade_with_second_runs(
            plan.root, plan.steps, plan.expected, answer, plan.seconds, stop, plan.options
        )
