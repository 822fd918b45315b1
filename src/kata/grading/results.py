"""Gather the results of graded checks while pytest runs, and show them at the end."""

from __future__ import annotations

import gc
import re
import warnings
from collections import Counter
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kata.answers import Answer, AnswerError, Frame, NotStartedError, describe
from kata.errors import RunError
from kata.grading.board import Row, has_blocks
from kata.grading.caller import StepCaller
from kata.grading.report import (
    BROKEN_CHECK,
    NOT_STARTED,
    OUT_OF_MEMORY,
    Result,
    Settings,
    find_faults,
    report_lines,
)
from kata.project import Step
from kata.report.github import tell_github

if TYPE_CHECKING:
    from _pytest.terminal import TerminalReporter

    from kata.grading.expect import Expect
    from kata.grading.failure import Comparison

FAILURES = Path("reports", "failures")  # pictures of failed rasters

_CACHE = "kata/board"
_LONGEST_LINE = 300
_OUTPUT_LINES = 8  # of what the learner's code printed


@dataclass(frozen=True)
class _Verdict:
    status: str
    lines: tuple[str, ...] = ()
    stopped: bool = False
    causes: tuple[str, ...] = ()
    raster: Comparison | None = None
    frame: Frame | None = None


class Grading:
    """One run of graded checks.

    Attributes
    ----------
    root : pathlib.Path
        Folder of the kata.
    steps : tuple of Step
        Its steps.
    answer : Answer
        Under test.
    real : tuple of pathlib.Path or None
        Product and polygons of the real sample.
    weaknesses : tuple of str
        What isolation lacks on this system, if answers are isolated.
    replaced : frozenset of str
        Keys of the steps that are taken from the reference instead of the answer.
    callers, expects, results : dict
        Caller of each function; expectations and result of each check.
    """

    def __init__(
        self,
        config: pytest.Config,
        root: Path,
        steps: tuple[Step, ...],
        answer: Answer,
        real: tuple[Path, Path] | None,
        weaknesses: tuple[str, ...] = (),
        replaced: frozenset[str] = frozenset(),
    ) -> None:
        self.config = config
        self.root = root
        self.steps = steps
        self.answer = answer
        self.real = real
        self.weaknesses = weaknesses
        self.replaced = replaced
        self.totals: Counter[Step] = Counter()
        self.callers: dict[str, StepCaller] = {}
        self.expects: dict[str, Expect] = {}
        self.results: dict[str, Result] = {}

    def step_of(self, item: pytest.Item) -> Step | None:
        """Return the step whose graded test file `item` is in, if any."""
        if item.path.parent != self.root / "tests":
            return None
        stem = item.path.stem.removeprefix("test_")
        return next((step for step in self.steps if step.id == stem), None)

    def answer_of(self, step: Step) -> Answer:
        """Return whose function of `step` is called."""
        return Answer(self.root / "solutions") if step.key in self.replaced else self.answer

    def shown(self, path: Path) -> str:
        """Return a path as people type it: relative to the kata where it is inside."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return str(path)

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Count the checks of every step before -k takes any away.

        Without the real sample its checks are not there at all: a skipped check would read as
        one that might still pass.
        """
        if self.real is None:
            items[:] = [item for item in items if not item.get_closest_marker("real_sample")]
        for item in items:
            if step := self.step_of(item):
                self.totals[step] += 1

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Turn the outcome of a graded check into a `Result`, and its text into the report's."""
        report = yield
        step = self.step_of(item)
        if step is None or report.skipped or (report.passed and report.when != "call"):
            return report
        verdict = self._verdict(item, call, report)
        verdict = replace(verdict, lines=tuple(map(_cut, verdict.lines)))
        sentence = requirement(item)
        self.results[item.nodeid] = Result(
            step,
            item.name,
            sentence,
            verdict.status,
            verdict.lines,
            verdict.stopped,
            verdict.causes,
            raster=verdict.raster,
            frame=verdict.frame,
        )
        if verdict.lines:
            report.longrepr = "\n".join([sentence, *verdict.lines])
        return report

    def _verdict(
        self, item: pytest.Item, call: pytest.CallInfo[None], report: pytest.TestReport
    ) -> _Verdict:
        error = call.excinfo.value if call.excinfo else None
        expect = self.expects.get(item.nodeid)
        if expect and expect.failures:
            lines = (*expect.lines(), *_printed(report))
            raster = next((failure.raster for failure in expect.failures if failure.raster), None)
            return _Verdict("failed", lines, expect.stopped, expect.causes(), raster)
        if report.passed:
            return _Verdict("passed")
        if isinstance(error, NotStartedError):
            frame = self._frame_lines(error.frame)[:1] if error.frame else ()
            return _Verdict(NOT_STARTED, (error.said, *frame), True, frame=error.frame)
        if isinstance(error, AnswerError):
            frame = self._frame_lines(error.frame) if error.frame else ()
            frame = (*frame, *(expect.place() if expect else ()), *self._own_path(error))
            lines = (error.said, *frame, *_printed(report))
            memory = isinstance(error.__cause__, MemoryError)
            cause = OUT_OF_MEMORY if memory else error.cause
            return _Verdict("failed", lines, True, (cause,), frame=error.frame)
        # A result of a kind that no check foresaw.
        said = f"the check cannot look at this result: {describe(error) if error else 'unknown'}"
        advice = "  if the result is as asked for, that is a defect of the check: please report it"
        place = report.longreprtext.splitlines()[-1:]
        return _Verdict("failed", (said, advice, *place), True, (BROKEN_CHECK,))

    def _own_path(self, error: AnswerError) -> tuple[str, ...]:
        """Tell a file that the answer names itself: from its scratch folder it is not found."""
        names = re.findall(r"[^\s'\":]*/[^\s'\":]+", error.said)
        if any(not Path(name).is_absolute() and (self.root / name).exists() for name in names):
            return ("  this path is the answer's own: the one to use is its argument",)
        return ()

    def _frame_lines(self, frame: Frame) -> tuple[str, ...]:
        place = f"  {self.shown(frame.file)}:{frame.line} in {frame.function}"
        return (place, f"    {frame.code}") if frame.code else (place,)

    def pytest_report_teststatus(
        self, report: pytest.CollectReport | pytest.TestReport
    ) -> tuple[str, str, str] | None:
        """Give checks that are not started a letter and a word of their own."""
        result = self.results.get(report.nodeid)
        if result and result.status == NOT_STARTED and report.failed:
            return NOT_STARTED, "-", "NOT STARTED"
        return None

    def pytest_unconfigure(self) -> None:
        """Close files that an answer left open while Python can still do it in peace."""
        for caller in self.callers.values():
            caller.close()
        if self.callers:
            self.callers.clear()
            gc.collect()

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_terminal_summary(
        self, terminalreporter: TerminalReporter, exitstatus: int
    ) -> Generator[None, None, None]:
        """Show graded failures in the words of the kata, then the board."""
        if not self.results:
            if exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED:
                keys = f"{self.steps[0].key} to {self.steps[-1].key}"
                terminalreporter.write_line(f"no check was selected: choose by pytest -k, {keys}")
            return (yield)
        # pytest's own sections would show each of them again.
        stats = terminalreporter.stats
        kept: dict[str, list[Any]] = {
            key: stats.pop(key) for key in ("failed", "error") if key in stats
        }
        for key, reports in kept.items():
            stats[key] = [report for report in reports if report.nodeid not in self.results]
        try:
            yield
        finally:
            stats.update(kept)
        rows, first = self._rows(), self._is_first()
        remembered = self._remember(rows)
        undrawn = "" if self.config.getoption("no_pictures") else self._draw()
        settings = Settings(
            folder=self.shown(self.answer.folder),
            width=min(terminalreporter._tw.fullwidth, 100),
            unicode=has_blocks(getattr(terminalreporter._tw._file, "encoding", None)),
            whole=terminalreporter.verbosity >= 0,  # -q is the default, -v makes it 0
            fold=bool(terminalreporter.isatty),
            first=first and remembered,
        )
        for line in report_lines(rows, list(self.results.values()), settings):
            for piece in line:
                terminalreporter.write(piece.text, **_markup(piece.look))
            terminalreporter.write("\n")
        if not remembered:
            said = f"  this board is not remembered: nothing can be written in {self.root}"
            terminalreporter.write_line(said, light=True)
        for weakness in self.weaknesses:
            terminalreporter.write_line(f"  weaker isolation: {weakness}")
        if undrawn:
            terminalreporter.write_line(undrawn, light=True)
        results = list(self.results.values())
        for annotation in tell_github(self.root, self.answer, rows, results):
            terminalreporter.write_line(annotation)
        for said in self._write(rows, results):
            terminalreporter.write_line(said, red=True)
        return None

    def _write(self, rows: list[Row], results: list[Result]) -> Iterator[str]:
        """Write the files that were asked for; yield a line for each that could not be."""
        page, badge = self.config.getoption("page"), self.config.getoption("badge")
        try:
            if page:
                from kata.report.page import write_page

                write_page(page, self.root, self.answer, rows, results)
        except (OSError, RunError) as error:
            yield f"no page is written ({error}): name another file with --page"
        try:
            if badge:
                from kata.report.badge import write_badge

                write_badge(badge, rows)
        except (OSError, RunError) as error:
            yield f"no badge is written ({error}): name another file with --badge"

    def _draw(self) -> str:
        """Draw each raster that failed, in place of an earlier run's; say what hindered it."""
        folder = self.root / FAILURES
        try:
            for step in {result.step for result in self.results.values()}:
                for path in folder.glob(f"{step.key}_*.png"):
                    path.unlink()
                mine = {node: one for node, one in self.results.items() if one.step is step}
                failed = [fault.first for fault in find_faults(mine.values())]
                for node, result in mine.items():
                    if result.raster and any(result is first for first in failed):
                        self.results[node] = self._drawn(result, result.raster, folder)
        except Exception as error:
            # Pictures are a help: where they cannot be drawn the words remain.
            return f"  no pictures of what failed: {describe(error)}"
        return ""

    def _drawn(self, result: Result, raster: Comparison, folder: Path) -> Result:
        # Heavy: only who fails waits for it.
        from kata.report.failed import draw_failed

        path = folder / f"{result.step.key}_{result.name.removeprefix('test_')}.png"
        draw_failed(raster, f"Step {result.step.number}: {result.lines[0]}", path)
        return replace(result, picture=self.shown(path))

    def _rows(self) -> list[Row]:
        """Return the board's rows: this run's counts, and what is remembered of the others."""
        memory = self._memory().get(self.shown(self.answer.folder), {})
        rows = []
        for step in self.steps:
            mine = [result.status for result in self.results.values() if result.step is step]
            known = memory.get(step.id)
            rows.append(
                Row(
                    step,
                    passed=mine.count("passed"),
                    ran=len(mine),
                    total=self.totals[step],
                    not_started=mine.count(NOT_STARTED),
                    # A step of which nothing passed may never have been begun.
                    remembered=(known[0], known[1]) if known and known[0] else None,
                )
            )
        return rows

    def _is_first(self) -> bool:
        """Whether this is the learner's own answer and no board was ever kept here."""
        cache = getattr(self.config, "cache", None)
        mine = self.answer.folder == self.root / "exercises"
        return mine and cache is not None and cache.get(_CACHE, None) is None

    def _memory(self) -> dict[str, dict[str, list[int]]]:
        cache = getattr(self.config, "cache", None)  # absent with -p no:cacheprovider
        return dict(cache.get(_CACHE, {})) if cache else {}

    def _remember(self, rows: list[Row]) -> bool:
        """Keep the board for the next run; return False where that is wanted and impossible."""
        cache = getattr(self.config, "cache", None)
        if cache is None or self.replaced:
            return True
        memory = self._memory()
        mine = memory.setdefault(self.shown(self.answer.folder), {})
        mine.update({r.step.id: [r.passed, r.total] for r in rows if r.ran and r.ran == r.total})
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            cache.set(_CACHE, memory)
        return not said


def requirement(item: pytest.Item) -> str:
    """Return the sentence a graded check stands for: the first line of its docstring."""
    doc = getattr(getattr(item, "function", None), "__doc__", None) or item.name
    return re.sub(r"\s+", " ", doc.strip().split("\n\n")[0])


def _printed(report: pytest.TestReport) -> tuple[str, ...]:
    """Return the end of what the answer printed, to help its author."""
    printed = [*report.capstdout.splitlines(), *report.capstderr.splitlines()]
    if not printed:
        return ()
    before = len(printed) - _OUTPUT_LINES
    cut = [f"  | ... {before} lines before"] if before > 0 else []
    return ("  printed:", *cut, *(f"  | {line[:120]}" for line in printed[-_OUTPUT_LINES:]))


def _cut(line: str) -> str:
    """Return a line that a screen can hold."""
    return line if len(line) <= _LONGEST_LINE else f"{line[:_LONGEST_LINE]}..."


def _markup(look: str) -> dict[str, bool]:
    if look == "dim":
        return {"light": True}
    return {look: True} if look else {}
