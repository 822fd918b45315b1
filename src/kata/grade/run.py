"""Run the checks on one answer, and see what each of them came to."""

from __future__ import annotations

import os
import signal
import tempfile
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kata.errors import RunError
from kata.grade.marks import CheckMark, ExpectedCheck, Verdict, judge_check
from kata.grade.plan import Plan
from kata.grade.process import Ending, run_pytest
from kata.grade.recorder import Collector, Recorder, read_lines

# How every answer is called. Nothing of it comes from the answer, nor from what else is installed.
ARGUMENTS = (
    *("-p", "kata.plugin", "-p", "pytest_check.plugin", "-p", "no:cacheprovider"),
    *("--assert=plain", "--no-pictures", "--isolate"),
)

_ENDED_BY_PYTEST = (0, 1)  # exit codes of a run that came to its end
_INTERRUPTED = 2
_COLLECTED_WITHIN = 120  # seconds


def collect(root: Path, stop: threading.Event) -> tuple[ExpectedCheck, ...]:
    """Return every check of the kata, as pytest collects them.

    Raises
    ------
    RunError
        They cannot be collected.
    """
    with tempfile.TemporaryDirectory(prefix="kata-grade-") as folder:
        written, log = Path(folder, "checks"), Path(folder, "log")
        args = [*_configured(root), "--impl", "solutions", "--collect-only", str(root / "tests")]
        run_pytest(root, args, Collector(written), log, _COLLECTED_WITHIN, stop)
        lines = list(read_lines(written))
        if not lines or lines[-1] != {"end": 0}:
            raise RunError(f"the checks cannot be collected: {_last_line(log)}")
        return tuple(ExpectedCheck(**line) for line in lines[:-1])


def grade_answer(
    plan: Plan, answer: Path, stop: threading.Event, luck: int = 0
) -> dict[str, CheckMark]:
    """Return the mark of each check, by its id; those the grader has lost are not there.

    A step that ends the run costs its own checks only: the steps after it are run again.

    Parameters
    ----------
    plan : Plan
        What it is graded by.
    answer : pathlib.Path
        Folder with nothing but the answer.
    stop : threading.Event
        Ends it before its time.
    luck : int
        Seed of NumPy's own random numbers.

    Raises
    ------
    StoppedError
        `stop` was set.
    """
    marks: dict[str, CheckMark] = {}
    answer = answer.resolve()
    root, expected = plan.root, plan.expected
    ends = time.monotonic() + plan.seconds
    left = [step for step in plan.steps if any(check.step == step.id for check in expected)]
    while left:
        with tempfile.TemporaryDirectory(prefix="kata-grade-", ignore_cleanup_errors=True) as name:
            written, log = Path(name, "checks"), Path(name, "log")
            args = [*_configured(root), "--impl", str(answer), f"--basetemp={Path(name, 'tmp')}"]
            args += [*plan.options, *(str(root / "tests" / f"test_{step.id}.py") for step in left)]
            time_left = max(ends - time.monotonic(), 0)
            ending = run_pytest(root, args, Recorder(written), log, time_left, stop, luck)
            record = _read(written)
            last_line = _last_line(log)
        marks |= {
            check.id: _without_place(judge_check(check, **record.finished[check.id]), answer)
            for check in expected
            if check.id in record.finished
        }
        open_steps = [
            s for s in left if any(c.step == s.id and c.id not in marks for c in expected)
        ]
        if not open_steps or record.end in _ENDED_BY_PYTEST:
            break
        verdict, said = _why(record, ending, plan.seconds, last_line)
        # The run ended in the first step that is not complete; without time none goes on.
        over = open_steps if verdict is Verdict.TIMEOUT or not record.began else open_steps[:1]
        names = {step.id for step in over}
        marks |= {
            check.id: CheckMark(check.id, check.requirement, verdict, (said,))
            for check in expected
            if check.step in names and check.id not in marks
        }
        left = open_steps[len(over) :]
    return marks


@dataclass(frozen=True)
class _Record:
    """What a run has written: whether any check began, what each came to, and its end."""

    began: bool
    finished: dict[str, dict[str, Any]]
    end: int | None


def _read(written: Path) -> _Record:
    lines = list(read_lines(written))
    return _Record(
        any("began" in line for line in lines),
        {line.pop("id"): line for line in lines if "id" in line},
        next((line["end"] for line in lines if "end" in line), None),
    )


def _without_place(mark: CheckMark, answer: Path) -> CheckMark:
    """Name files as their author knows them, not where they lie today."""
    before = f"{answer.parent}{os.sep}"
    return replace(mark, lines=tuple(line.replace(before, "") for line in mark.lines))


def _why(record: _Record, ending: Ending, seconds: float, last_line: str) -> tuple[Verdict, str]:
    """Return what the checks came to that a run has not come to, and why."""
    if not ending.in_time:
        return (
            Verdict.TIMEOUT,
            f"the answer was stopped after {seconds:g} s: does a loop never end?",
        )
    if not record.began or record.end not in (None, _INTERRUPTED):
        return Verdict.GRADER_ERROR, f"the run failed: {last_line}"
    if ending.code is None:
        return Verdict.GRADER_ERROR, "a process of the grader was ended, by the system or by hand"
    if ending.code == -getattr(signal, "SIGKILL", 0):
        return Verdict.MEMORY, "the system ended Python, as it does when memory runs out"
    return Verdict.CRASHED, "the answer ended Python itself, as os._exit or a crash does"


def _configured(root: Path) -> list[str]:
    return ["-c", str(root / "pyproject.toml"), f"--rootdir={root}", *ARGUMENTS]


def _last_line(log: Path) -> str:
    text = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
    return next((line for line in reversed(text.splitlines()) if line.strip()), "no word of it")
