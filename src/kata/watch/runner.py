"""Run pytest in a process of its own that has the libraries already."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Sequence
from enum import Enum
from multiprocessing import forkserver
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

LIBRARIES = [
    "geopandas",
    "jinja2",
    "matplotlib.backends.backend_agg",
    "matplotlib.figure",
    "matplotlib.font_manager",
    "pytest",
    "pytest_check",
    "rasterio.features",
    "rioxarray",
    "sklearn.ensemble",
    "syrupy",
]

CAN_FORK = "forkserver" in multiprocessing.get_all_start_methods()


_WHOLE = 77  # exit code of a run that pytest has ended: an answer may end it with any other


class End(Enum):
    """How a run ended."""

    WHOLE = "whole"
    BROKEN_OFF = "broken off"


class Runner:
    """Starts runs of the checks, one at a time.

    Where the system can fork, a server imports the libraries once and every run is a copy of it:
    nothing that an answer does to its process reaches the next run. Elsewhere each run imports
    them again.

    Parameters
    ----------
    root : pathlib.Path
        Folder of the kata.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._context: Any = multiprocessing.get_context("forkserver" if CAN_FORK else "spawn")
        if CAN_FORK:
            multiprocessing.set_forkserver_preload(LIBRARIES)
            # While the learner still types.
            forkserver.ensure_running()
        self._process: BaseProcess | None = None

    @property
    def busy(self) -> bool:
        """Whether a run goes on."""
        return self._process is not None and self._process.is_alive()

    def finished(self) -> End | None:
        """Return how a run has ended since, once."""
        if self._process is None or self._process.is_alive():
            return None
        code = self._process.exitcode
        self._process = None
        return End.WHOLE if code == _WHOLE else End.BROKEN_OFF

    def start(self, args: Sequence[str]) -> None:
        """Run pytest with these arguments; a run that still goes on is ended first."""
        self.stop()
        self._process = self._context.Process(target=_run, args=(str(self._root), list(args)))
        self._process.start()

    def stop(self) -> None:
        """End the run that goes on, if there is one."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None


def _run(root: str, args: list[str]) -> None:
    os.chdir(root)
    import pytest

    # Plugins that are here already cannot be rewritten, nor need they be.
    pytest.main(["--assert=plain", *args])
    raise SystemExit(_WHOLE)
