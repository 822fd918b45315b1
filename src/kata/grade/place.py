"""Where answers are graded: here, or on a cluster."""

from __future__ import annotations

import os
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from kata.grade.marks import Marks, add_up
from kata.grade.plan import Plan
from kata.grade.second import grade_with_second_runs


class Place(Protocol):
    """Where answers are graded."""

    @property
    def jobs(self) -> int:
        """How many at once keep it busy."""

    @property
    def lines(self) -> tuple[str, ...]:
        """What is to be said of it, once all are graded."""

    def grade(self, plan: Plan, answer: Path, stop: threading.Event) -> Marks:
        """Return the marks of an answer, without a name; called in threads.

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

    def grade(self, plan: Plan, answer: Path, stop: threading.Event) -> Marks:
        """Grade in processes of this one."""
        began = time.monotonic()
        checks = grade_with_second_runs(plan, answer, stop)
        seconds = round(time.monotonic() - began, 1)
        marks = add_up(plan.steps, plan.expected, checks)
        return replace(marks, seconds=seconds, conditions=(*plan.conditions, *self.lines))
