"""Run pytest in a process of its own, which ends at its time at the latest.

Where the system can fork, the libraries are imported once, what answers are compared with is
computed once, and every run is a copy of the process that has done so.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import socket
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

from kata.zygote import CAN_FORK, Child, Zygote, ZygoteError

_LOOK = 0.2  # seconds between two looks at whether to stop
# What would change the run, or would be written to for every learner.
_NOT_PASSED_ON = ("KATA_IMPL", "PYTEST_ADDOPTS", "PYTEST_PLUGINS", "GITHUB_ACTIONS", "TOX_ENV_DIR")

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
        Its exit code; minus the number of the signal that ended it; None if that is not known.
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
    luck: int = 0,
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
    luck : int
        Seed of NumPy's own random numbers, on which a forest without a seed falls back.

    Raises
    ------
    StoppedError
        `stop` was set.
    """
    process = _started(root, list(args), plugin, log, seconds, luck)
    ends = time.monotonic() + seconds
    ended = False
    try:
        while not ended and not stop.is_set() and (left := ends - time.monotonic()) > 0:
            ended = bool(wait([process.sentinel], min(left, _LOOK)))
    finally:
        # Also what it started and left behind.
        _kill(process)
    process.join()
    ending = Ending(ended, process.exitcode)
    process.close()
    if stop.is_set():
        raise StoppedError
    return ending


def _started(root: Path, *run: Any) -> Child | BaseProcess:
    if not CAN_FORK:
        # It looks at all its processes, which is not safe in threads.
        with _one_at_a_time:
            process = multiprocessing.get_context("spawn").Process(target=_run, args=(root, *run))
            process.start()
        return process
    pair = _pair(root)
    try:
        return _forked(pair, root, *run)
    except ZygoteError:
        return _forked(_pair(root, gone=pair), root, *run)


@dataclass(frozen=True, eq=False)
class _Pair:
    """A zygote that has the libraries, and one that has what answers are compared with."""

    libraries: Zygote
    judges: Zygote


# By the folder of the kata. The last one is used; a run of an earlier one may still go on.
_pairs: dict[Path, list[_Pair]] = {}


def _pair(root: Path, gone: _Pair | None = None) -> _Pair:
    """Return the pair to use: another one if the system has ended one of a pair."""
    with _one_at_a_time:
        pairs = _pairs.setdefault(root, [])
        if not pairs or pairs[-1] is gone:
            libraries = Zygote.launch()
            pairs.append(_Pair(libraries, libraries.branch(_prepare_scenes, root)))
        return pairs[-1]


def _forked(pair: _Pair, root: Path, *run: Any) -> Child:
    # Workers are copies of one that was made before this answer was there, and that knows
    # nothing of what is expected of it.
    workers = pair.libraries.branch()
    try:
        return pair.judges.start(_run_with, root, *run, sockets=[workers.sock])
    finally:
        workers.close()


def _prepare_scenes(root: Path) -> None:
    from kata.grading.scenes import prepare_scenes

    prepare_scenes(root / "fixtures")
    gc.freeze()


def _kill(process: Child | BaseProcess) -> None:
    assert process.pid is not None
    # Windows has no groups of this kind; macOS does not let one end a group that is gone.
    with suppress(AttributeError, ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def _run_with(workers: socket.socket, *run: Any) -> None:
    from kata.isolation.host import prepare

    prepare(Zygote(workers))
    _run(*run)


def _run(root: Path, args: list[str], plugin: object, log: Path, seconds: float, luck: int) -> None:
    if hasattr(os, "setsid"):
        os.setsid()
        _limit_time(seconds)
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

    # The same marks each time, also for a forest without a seed.
    np.random.seed(luck)  # noqa: NPY002
    code = pytest.main(args, plugins=[plugin])
    sys.stdout.flush()
    # Threads that an answer has left behind are not waited for.
    os._exit(int(code))


def _limit_time(seconds: float) -> None:
    """See that an answer that holds the interpreter ends when all else was killed."""
    import resource

    limit = int(seconds * (os.cpu_count() or 1)) + 60
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
