"""Grade on the workers of a Dask cluster; the journal and the files stay here."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from kata.errors import RunError
from kata.grade.bundle import RefusedError
from kata.grade.marks import Marks
from kata.grade.plan import Plan
from kata.grade.process import StoppedError
from kata.grade.server import order
from kata.grade.worker import grade_task

_CONNECT = 10  # seconds that the scheduler may take to answer
_PATIENCE = 30  # seconds that are waited for a worker
_WITHOUT = 300  # seconds that there may be none while answers wait
_LOOK = 0.25  # seconds between two looks at whether an answer is graded
_RETRIES = 2  # times that an answer is tried once more, where a worker cannot grade it


class Cluster:
    """A place to grade (see `kata.grade.place.Place`).

    Parameters
    ----------
    client : distributed.Client
        Connected to the scheduler.
    strict : bool
        Whether workers without a whole sandbox are refused.
    """

    def __init__(self, client: Any, strict: bool) -> None:
        self._client = client
        self._strict = strict
        self._unfit: set[str] = set()  # addresses of workers
        self._said: dict[str, None] = {}  # in order, once each
        self._alone = threading.Lock()
        self._looks = threading.Lock()
        self._seen = self._looked = time.monotonic()  # a worker; at all

    @property
    def jobs(self) -> int:
        """How many answers are sent at once: each worker has one more waiting."""
        threads: int = sum(self._client.nthreads().values())
        return 2 * max(threads, 1)

    @property
    def lines(self) -> tuple[str, ...]:
        """What is to be said of the workers."""
        return tuple(self._said)

    def grade(self, plan: Plan, answer: Path, stop: threading.Event) -> Marks:
        """Grade an answer on some worker."""
        files = {path.name: path.read_bytes() for path in answer.iterdir()}
        task = grade_task, order(plan), self._strict, answer.name, files
        try:
            return self._graded(task, stop)
        except _WorkersEndedError:
            pass
        # It was there when workers ended, as others were: the next time, those come singly.
        with self._alone:
            try:
                return self._graded(task, stop)
            except _WorkersEndedError as error:
                raise RefusedError("the workers that graded it ended, again and again") from error

    def _graded(self, task: tuple[Any, ...], stop: threading.Event) -> Marks:
        while True:
            fit = self._fit(stop)
            # A worker that has started again has another address: it may be any.
            where = {"workers": fit, "allow_other_workers": True} if fit else {}
            future = self._client.submit(*task, pure=False, retries=_RETRIES, **where)
            reply = self._result(future, stop)
            if "unfit" not in reply:
                for weakness in reply["weak"]:
                    self._said[f"weaker isolation on {reply['host']}: {weakness}"] = None
                return Marks.from_json(reply["marks"])
            self._unfit.add(reply["worker"])
            self._said[f"not used: {reply['host']}: {reply['unfit']}"] = None

    def _fit(self, stop: threading.Event) -> list[str] | None:
        """Return the addresses of the workers that may grade; None while all may."""
        ends = time.monotonic() + _PATIENCE
        while self._unfit:
            fit = [worker for worker in self._client.nthreads() if worker not in self._unfit]
            if fit:
                return fit
            if time.monotonic() > ends:
                raise RunError(f"no worker can grade: {'; '.join(self._said)}")
            if stop.wait(1):
                raise StoppedError
        return None

    def _result(self, future: Any, stop: threading.Event) -> dict[str, Any]:
        from distributed import CancelledError, KilledWorker

        while not future.done():
            if stop.wait(_LOOK):
                future.cancel()
                raise StoppedError
            self._look_for_workers()
        try:
            reply: dict[str, Any] = future.result()
        except KilledWorker as error:
            raise _WorkersEndedError from error
        except CancelledError as error:
            raise RunError("the scheduler is gone: what was graded is kept") from error
        except ModuleNotFoundError as error:
            raise RunError(f"{error}, on the scheduler or a worker: install it there") from error
        return reply

    def _look_for_workers(self) -> None:
        """See that answers do not wait for ever: of itself Dask would never say a word."""
        with self._looks:
            now = time.monotonic()
            if now - self._looked < _WITHOUT / 30:
                return
            self._looked = now
            if self._client.nthreads():
                self._seen = now
            elif now - self._seen > _WITHOUT:
                raise RunError(f"no worker for {_WITHOUT:g} s: what was graded is kept")


class _WorkersEndedError(Exception):
    pass


@contextmanager
def connected(address: str, strict: bool) -> Iterator[Cluster]:
    """Connect to a scheduler.

    Parameters
    ----------
    address : str
        Such as ``tcp://host:8786``.
    strict : bool
        Whether workers without a whole sandbox are refused.

    Raises
    ------
    RunError
        It cannot be used.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise RunError('--scheduler needs Dask: pip install -e ".[cluster]"') from error
    # What goes wrong is said in one line, without its log.
    for logger in ("distributed", "distributed.client"):
        logging.getLogger(logger).setLevel(logging.CRITICAL)
    try:
        if not address:
            raise ValueError("for Dask no address is a cluster of its own")
        client = Client(address, timeout=_CONNECT, set_as_default=False)
    except (OSError, ValueError, RuntimeError, TypeError) as error:
        raise RunError(f"no Dask scheduler answers at {address}: is it the right one?") from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError as error:
            raise RunError(
                f"the scheduler has no worker: start some with `dask worker {address}`"
            ) from error
        # Who cannot even read a task does not say so, but ends.
        found = client.run(find_spec, grade_task.__module__, on_error="return")
        for worker, spec in found.items():
            if spec is None or isinstance(spec, ImportError):
                raise RunError(f"no kata, or another one, on the worker {worker}: install it there")
        yield Cluster(client, strict)
