"""What an answer came to: a verdict for each check, points for each step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import Enum
from typing import Any

from kata.grading.report import BROKEN_CHECK, NOT_STARTED, OUT_OF_MEMORY
from kata.project import Step


class Verdict(Enum):
    """What a check came to: one of these, and nothing else."""

    PASS = "pass"
    FAIL = "fail"
    TIMEOUT = "timeout"
    CRASHED = "crashed"
    MEMORY = "memory"
    NOT_REACHED = "not reached"
    GRADER_ERROR = "grader error"


# Causes of a failure that say more than that the answer is wrong.
_BY_CAUSE = {
    "too-slow": Verdict.TIMEOUT,
    "crashed": Verdict.CRASHED,
    OUT_OF_MEMORY: Verdict.MEMORY,
    "cannot-be-called": Verdict.NOT_REACHED,
    NOT_STARTED: Verdict.NOT_REACHED,
    BROKEN_CHECK: Verdict.GRADER_ERROR,
}


@dataclass(frozen=True)
class ExpectedCheck:
    """A check that an answer has to go through.

    Attributes
    ----------
    id : str
        What pytest calls it.
    step : str
        Id of its step.
    requirement : str
        The sentence it stands for.
    stochastic : bool
        Whether it depends on the luck of a forest.
    """

    id: str
    step: str
    requirement: str
    stochastic: bool = False


@dataclass(frozen=True)
class CheckMark:
    """What one check came to.

    Attributes
    ----------
    id, requirement : str
        As in `ExpectedCheck`.
    verdict : Verdict
        What it came to.
    lines : tuple of str
        Why it did not pass; the first is readable alone.
    causes : tuple of str
        Short names of what was recognised.
    credit : float
        The part of its points that a check of the pipeline is given though it did not pass.
    unstable : bool
        Whether it passed once and failed once.
    """

    id: str
    requirement: str
    verdict: Verdict
    lines: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    credit: float = 0.0
    unstable: bool = False


@dataclass(frozen=True)
class StepMark:
    """What one step came to."""

    id: str
    number: int
    title: str
    max_points: int
    checks: tuple[CheckMark, ...]

    @property
    def passed(self) -> int:
        """How many of the checks passed."""
        return sum(check.verdict is Verdict.PASS for check in self.checks)

    @property
    def points(self) -> float | None:
        """The part of the points that the checks are worth; None while that is open."""
        errors = any(check.verdict is Verdict.GRADER_ERROR for check in self.checks)
        if errors or not self.checks:
            return None
        worth = self.passed + sum(check.credit for check in self.checks)
        return round(self.max_points * worth / len(self.checks), 2)

    @property
    def unstable(self) -> bool:
        """Whether any check passed once and failed once."""
        return any(check.unstable for check in self.checks)


@dataclass(frozen=True)
class Marks:
    """The marks of one submission.

    Attributes
    ----------
    name : str
        Of who sent it.
    steps : tuple of StepMark
        One for each step of the kata, in order.
    notes : tuple of str
        What was left out, what is missing.
    seconds : float or None
        How long the grading took, if that is known; no part of what it came to.
    conditions : tuple of str
        What else is to be known of the grading, such as what the sandbox lacked.
    """

    name: str
    steps: tuple[StepMark, ...]
    notes: tuple[str, ...] = ()
    seconds: float | None = field(default=None, compare=False)
    conditions: tuple[str, ...] = ()

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is to be said of the answer and of its grading."""
        return (*self.notes, *self.conditions)

    @property
    def max_points(self) -> int:
        """What a right answer gets."""
        return sum(step.max_points for step in self.steps)

    @property
    def open(self) -> tuple[StepMark, ...]:
        """Steps that a defect of the grader leaves without points."""
        return tuple(step for step in self.steps if step.points is None)

    @property
    def points(self) -> float:
        """The points of all steps but those that are open; they add up as they are shown."""
        return round(sum(step.points or 0 for step in self.steps), 2)

    @property
    def total(self) -> float | None:
        """The points, or None while any are open."""
        return None if self.open else self.points

    @property
    def passed(self) -> bool:
        """Whether every check passed."""
        return all(check.verdict is Verdict.PASS for check in self.checks)

    @property
    def checks(self) -> tuple[CheckMark, ...]:
        """All the checks, in order."""
        return tuple(check for step in self.steps for check in step.checks)

    def to_json(self) -> dict[str, Any]:
        """Return what `from_json` reads."""
        return asdict(
            self,
            dict_factory=lambda pairs: {
                key: value.value if isinstance(value, Verdict) else value for key, value in pairs
            },
        )

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Marks:
        """Return the marks that were written; KeyError, TypeError or ValueError if they are not."""
        steps = (
            StepMark(**{**step, "checks": tuple(map(_check_from_json, step["checks"]))})
            for step in data["steps"]
        )
        seconds = data.get("seconds")  # older lines have none
        return cls(
            data["name"],
            tuple(steps),
            tuple(data["notes"]),
            None if seconds is None else float(seconds),
            tuple(data.get("conditions", ())),
        )


def _check_from_json(data: Mapping[str, Any]) -> CheckMark:
    lists = {key: tuple(data[key]) for key in ("lines", "causes")}
    return CheckMark(**{**data, **lists, "verdict": Verdict(data["verdict"])})


def judge_check(
    check: ExpectedCheck, status: str, causes: Sequence[str], lines: Sequence[str]
) -> CheckMark:
    """Return the mark of a check that ran, from what it came to in the run."""
    named = (*causes, *([NOT_STARTED] if status == NOT_STARTED else []))
    verdict = Verdict.PASS if status == "passed" else Verdict.FAIL
    if verdict is Verdict.FAIL:
        verdict = next((_BY_CAUSE[cause] for cause in named if cause in _BY_CAUSE), verdict)
    return CheckMark(check.id, check.requirement, verdict, tuple(lines), tuple(named))


def add_up(
    steps: Sequence[Step], expected: Sequence[ExpectedCheck], marks: Mapping[str, CheckMark]
) -> Marks:
    """Return the marks of an answer, without a name; a check that has none is the grader's fault.

    Parameters
    ----------
    steps : sequence of Step
        Of the kata.
    expected : sequence of ExpectedCheck
        Every check there is.
    marks : mapping of str to CheckMark
        Those that came to something, by their id.
    """

    def mark(check: ExpectedCheck) -> CheckMark:
        lost = CheckMark(check.id, check.requirement, Verdict.GRADER_ERROR, ("it was not run",))
        return marks.get(check.id, lost)

    return Marks(
        "",
        tuple(
            StepMark(
                step.id,
                step.number,
                step.title,
                step.points,
                tuple(mark(check) for check in expected if check.step == step.id),
            )
            for step in steps
        ),
    )
