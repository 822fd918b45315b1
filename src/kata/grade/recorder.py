"""What runs of pytest write down for the marks. Plugins of pytest, used in its own process."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest

    from kata.grading.report import Result

_MOST_LINES = 30


class Recorder:
    """Writes what each check comes to, a line at a time: what breaks off leaves those before.

    Parameters
    ----------
    path : pathlib.Path
        File to write to.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.results: Mapping[str, Result] = {}

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """Get hold of the results, which come to be while the run goes on."""
        from kata.plugin import GRADING

        self.results = session.config.stash[GRADING].results

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Write that a check begins."""
        self._write({"began": nodeid})

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        """Write what it came to."""
        if result := self.results.get(nodeid):
            lines = result.lines[:_MOST_LINES]
            said = {"status": result.status, "causes": result.causes, "lines": lines}
            self._write({"id": nodeid, **said})

    def pytest_sessionfinish(self, exitstatus: int) -> None:
        """Write that pytest itself has ended the run."""
        self._write({"end": int(exitstatus)})

    def _write(self, line: Mapping[str, Any]) -> None:
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")


class Collector(Recorder):
    """Writes which checks there are."""

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Write a line for each."""
        from kata.grading.results import requirement
        from kata.plugin import GRADING

        for item in session.items:
            if step := session.config.stash[GRADING].step_of(item):
                said = {"step": step.id, "requirement": requirement(item)}
                luck = item.get_closest_marker("stochastic") is not None
                self._write({"id": item.nodeid, **said, "stochastic": luck})


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Return what was written, but for a last line that broke off."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    for line in text.splitlines(keepends=True):
        if line.endswith("\n"):
            yield json.loads(line)
