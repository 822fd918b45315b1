"""Run some checks a second time: to see what breaks the pipeline, and which verdicts were luck."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kata.grade.marks import CheckMark, ExpectedCheck, Verdict
from kata.grade.plan import Plan
from kata.grade.run import grade_answer
from kata.project import Step

UNSTABLE = "unstable: it passed once and failed once, with other random numbers"

_OTHER_LUCK = 1  # the first run has 0
_BY_LUCK = {Verdict.PASS, Verdict.FAIL}

Marked = Mapping[str, CheckMark]


def grade_with_second_runs(plan: Plan, answer: Path, stop: threading.Event) -> dict[str, CheckMark]:
    """Return the mark of each check, as `grade_answer` does, after looking twice at some.

    Verdicts are those of the first run. The second runs tell which steps break the pipeline, which
    gives credit for the others, and which verdicts are unstable. They have the time that is left.
    """
    again = _Again(plan, answer, stop, ends=time.monotonic() + plan.seconds)
    first = grade_answer(plan, answer, stop)
    marks = {**first, **_with_credit(again, first)}
    return {**marks, **_unstable(again, marks)}


@dataclass(frozen=True)
class _Again:
    """The same answer once more, in the time that is left."""

    plan: Plan
    answer: Path
    stop: threading.Event
    ends: float

    def run(
        self, checks: Sequence[ExpectedCheck], *options: str, luck: int = 0
    ) -> dict[str, CheckMark]:
        """Return what some of the checks come to now; nothing where there is no time left."""
        seconds = self.ends - time.monotonic()
        if seconds <= 0:
            return {}
        options = (*self.plan.options, *options)
        plan = replace(self.plan, expected=tuple(checks), seconds=seconds, options=options)
        return grade_answer(plan, self.answer, self.stop, luck)


def _with_credit(again: _Again, first: Marked) -> dict[str, CheckMark]:
    """Return the marks of the checks of the pipeline that pass once the reference helps out.

    It stands in for the steps whose own checks do not all pass. The credit is the part that the
    answer's own steps are of all the steps.
    """

    def broken(step: Step) -> list[ExpectedCheck]:
        mine = [check for check in again.plan.expected if check.step == step.id]
        return [check for check in mine if first[check.id].verdict is not Verdict.PASS]

    if any(
        check.id not in first or first[check.id].verdict is Verdict.GRADER_ERROR
        for check in again.plan.expected
    ):
        return {}  # it is not known yet which steps are wrong
    own = [step for step in again.plan.steps if step.function]
    wrong = [step for step in own if broken(step)]
    checks = [check for step in again.plan.steps if not step.function for check in broken(step)]
    if not wrong or wrong == own:
        return {}
    second = again.run(checks, *(f"--reference={step.key}" for step in wrong))
    kept = len(own) - len(wrong)
    names = _listed([step.number for step in wrong])
    # Of several it is not known which.
    breaks = f"{names} breaks it: " if len(wrong) == 1 else ""
    said = (
        f"{breaks}with the reference's {names} it passes",
        f"  credit: {kept}/{len(own)} of its points, the part of the steps that pass",
    )
    return {
        name: replace(first[name], credit=kept / len(own), lines=(*said, *first[name].lines))
        for name, mark in second.items()
        if mark.verdict is Verdict.PASS
    }


def _listed(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"step {numbers[0]}"
    return f"steps {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"


def _unstable(again: _Again, marks: Marked) -> dict[str, CheckMark]:
    """Return the marks of the stochastic checks that come to something else with other luck."""
    by_step: dict[str, list[ExpectedCheck]] = {}
    for check in again.plan.expected:
        if check.stochastic:
            by_step.setdefault(check.step, []).append(check)
    # What did not come to its end would not the second time, and take as long.
    checks = [
        check
        for mine in by_step.values()
        if all(one.id in marks and marks[one.id].verdict in _BY_LUCK for one in mine)
        for check in mine
    ]
    second = again.run(checks, "-m", "stochastic", luck=_OTHER_LUCK)
    return {
        # Why it failed, in whichever run that was.
        name: replace(
            marks[name], unstable=True, lines=(UNSTABLE, *(marks[name].lines or mark.lines))
        )
        for name, mark in second.items()
        if _flipped(marks[name].verdict, mark.verdict)
    }


def _flipped(first: Verdict, second: Verdict) -> bool:
    # To be slow is no luck of the answer, nor is a defect of the grader.
    if second in (Verdict.TIMEOUT, Verdict.GRADER_ERROR):
        return False
    return (first is Verdict.PASS) != (second is Verdict.PASS)
