"""Run pytest in a process of its own that has the libraries already."""

from __future__ import annotations

import multiprocessing
import os
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from kata.zygote import CAN_FORK, Child, Zygote, ZygoteError

_WHOLE = 77  # exit code of a run that pytest has ended: an answer may end it with any other


class End(Enum):
    """How a run ended."""

    WHOLE = "whole"
    BROKEN_OFF = "broken off"


@dataclass(frozen=True)
class _Run:
    """A process, what its pytest is asked for and has read, and what lets it go on."""

    args: tuple[str, ...]
    read: dict[Path, tuple[int, int]]
    process: Child | BaseProcess
    word: socket.socket

    def ended(self) -> bool:
        return bool(wait([self.process.sentinel], 0))

    def end(self) -> None:
        self.word.close()
        self.process.kill()
        self.process.join()
        self.process.close()


class Runner:
    """Starts runs of the checks, one at a time.

    Where the system can fork, a zygote imports the libraries once and every run is a copy of it:
    nothing that an answer does to its process reaches the next run. Elsewhere each run imports
    them again. A run can be prepared: its pytest has collected the checks, has read the scenes
    and waits for the word.

    Parameters
    ----------
    root : pathlib.Path
        Folder of the kata.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        # It is ready by the time the learner has typed something.
        self._zygote = Zygote.launch() if CAN_FORK else None
        self._running: _Run | None = None
        self._waiting: _Run | None = None

    @property
    def goes_on(self) -> bool:
        """Whether a run has been started whose end `finished` has not told."""
        return self._running is not None

    def finished(self) -> End | None:
        """Return how a run has ended since, once."""
        if self._running is None or not self._running.ended():
            return None
        process = self._running.process
        process.join()
        code = process.exitcode
        self.stop()
        return End.WHOLE if code == _WHOLE else End.BROKEN_OFF

    def prepare(self, args: Sequence[str]) -> None:
        """Have a run with these arguments wait, in place of any other that does."""
        self._drop()
        self._waiting = self._new(args)

    def start(self, args: Sequence[str]) -> None:
        """Run pytest with these arguments; a run that still goes on is ended first."""
        self.stop()
        ready = self._waiting
        if ready and not ready.ended() and self._fits(ready, args):
            self._running, self._waiting = ready, None
        else:
            self._drop()
            self._running = self._new(args)
        with suppress(OSError):  # it has ended
            self._running.word.sendall(b"go")

    def stop(self) -> None:
        """End the run that goes on, if there is one."""
        if self._running is not None:
            self._running.end()
            self._running = None

    def close(self) -> None:
        """End whatever goes on or waits."""
        self.stop()
        self._drop()
        if self._zygote:
            self._zygote.close()

    def _drop(self) -> None:
        if self._waiting is not None:
            self._waiting.end()
            self._waiting = None

    def _fits(self, ready: _Run, args: Sequence[str]) -> bool:
        return ready.args == tuple(args) and ready.read == self._files()

    def _files(self) -> dict[Path, tuple[int, int]]:
        """Return time and size of what a run reads before it is let go: learners change none."""
        files = [self._root / "pyproject.toml", self._root / "exercises" / "kata.toml"]
        for folder in ("tests", "fixtures"):
            files += (self._root / folder).rglob("*.*")
        stats = {path: path.stat() for path in files if path.is_file() and path.suffix != ".pyc"}
        return {path: (stat.st_mtime_ns, stat.st_size) for path, stat in stats.items()}

    def _new(self, args: Sequence[str]) -> _Run:
        read = self._files()
        ours, theirs = socket.socketpair()
        process: Child | BaseProcess
        with theirs:
            run = (str(self._root), list(args))
            if self._zygote:
                try:
                    process = self._zygote.start(_run, *run, sockets=[theirs])
                except ZygoteError:  # the system has ended it, for its memory as a rule
                    self._zygote.close()
                    self._zygote = Zygote.launch()
                    process = self._zygote.start(_run, *run, sockets=[theirs])
            else:
                process = multiprocessing.get_context("spawn").Process(
                    target=_run, args=(theirs, *run)
                )
                process.start()
        return _Run(tuple(args), read, process, ours)


def _run(word: socket.socket, root: str, args: list[str]) -> None:
    os.chdir(root)
    import pytest

    from kata.watch.gate import Gate

    # Plugins that are here already cannot be rewritten, nor need they be.
    pytest.main(["--assert=plain", *args], plugins=[Gate(word)])
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    # Processes that an answer has left behind, as a pool that idles, are not waited for.
    os._exit(_WHOLE)
