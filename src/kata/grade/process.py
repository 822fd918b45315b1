"""Run pytest in a process of its own, which ends at its time at the latest.

Where the system can fork, a server imports the libraries once and every run is a copy of it.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

_LOOK = 0.2  # seconds between two looks at whether to stop
# What would change the run, or would be written to for every learner.
_NOT_PASSED_ON = ("KATA_IMPL", "PYTEST_ADDOPTS", "PYTEST_PLUGINS", "GITHUB_ACTIONS", "TOX_ENV_DIR")

# To start a process multiprocessing looks at all the others, which is not safe in threads.
_one_at_a_time = threading.Lock()


class StoppedError(Exception):
    """The run was ended because nobody wants it any more."""


@dataclass(frozen=True)
class Ending:
    """How the process of a run ended.

    Attributes
    ----------
    in_time : bool
        Whether it ended by itself.
    code : int or None
        Its exit code; minus the number of the signal that ended it.
    """

    in_time: bool
    code: int | None


def run_pytest(
    root: Path,
    args: Sequence[str],
    plugin: object,
    log: Path,
    seconds: float,
    stop: threading.Event,
) -> Ending:
    """Run pytest in `root`.

    Parameters
    ----------
    root : pathlib.Path
        Working directory.
    args : sequence of str
        What pytest is asked for.
    plugin : object
        A plugin for it, which can be pickled.
    log : pathlib.Path
        File for all that it prints.
    seconds : float
        How long it may take.
    stop : threading.Event
        Ends it before that.

    Raises
    ------
    StoppedError
        `stop` was set.
    """
    with _one_at_a_time:
        process = _context().Process(target=_run, args=(root, list(args), plugin, log, seconds))
        process.start()
    ends = time.monotonic() + seconds
    ended = False
    try:
        while not ended and not stop.is_set() and (left := ends - time.monotonic()) > 0:
            ended = bool(wait([process.sentinel], min(left, _LOOK)))
    finally:
        # Also what it started and left behind.
        _kill(process)
    with _one_at_a_time:
        process.join()
    if stop.is_set():
        raise StoppedError
    return Ending(ended, process.exitcode)


def _context() -> Any:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["kata.warm"])
    return context


def _kill(process: BaseProcess) -> None:
    assert process.pid is not None
    # Windows has no groups of this kind; macOS does not let one end a group that is gone.
    with suppress(AttributeError, ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def _run(root: Path, args: list[str], plugin: object, log: Path, seconds: float) -> None:
    if hasattr(os, "setsid"):
        os.setsid()
        _end_with_parent(seconds)
    with log.open("ab") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    for name in _NOT_PASSED_ON:
        os.environ.pop(name, None)
    # A plugin that shuffles the checks is no part of the kata.
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    os.chdir(root)
    import numpy as np
    import pytest

    # A forest without a seed falls back on this one: the same marks each time.
    np.random.seed(0)  # noqa: NPY002
    code = pytest.main(args, plugins=[plugin])
    sys.stdout.flush()
    # Threads that an answer has left behind are not waited for.
    os._exit(int(code))


def _end_with_parent(seconds: float) -> None:
    """See that nothing goes on when the grading itself was killed."""
    import resource

    # Also where the answer holds the interpreter, so that no thread runs.
    limit = int(seconds * (os.cpu_count() or 1)) + 60
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        parent.join()
        os.killpg(0, signal.SIGKILL)

    threading.Thread(target=watch, daemon=True).start()
