"""The judge's end: a worker for each step, started, asked, and ended when it does not answer."""

from __future__ import annotations

import builtins
import contextlib
import io
import multiprocessing
import os
import pickle
import secrets
import signal
import socket
import sys
import tempfile
import time
from dataclasses import dataclass, field
from multiprocessing import connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO, TextIO

from kata.answers import (
    Answer,
    AnswerCrashedError,
    AnswerError,
    AnswerOutOfMemoryError,
    AnswerRaisedError,
    AnswerTooSlowError,
    Frame,
    NotStartedError,
)
from kata.isolation import census, channel
from kata.isolation.plain import MalformedError, unpack
from kata.isolation.sandbox import MEMORY, PROCESSES, Sandbox
from kata.isolation.worker import GONE, Place, Request, serve
from kata.project import Step
from kata.zygote import CAN_FORK, Child, Zygote, ZygoteError

_START = 180.0  # seconds that a worker may take to import the libraries
_GRACE = 5.0  # seconds that a call may take to stop, once it was told to
_SHOWN = 2**20  # bytes of what a call printed that are kept, its end
_MOST_PRINTED = 2**28  # bytes after which what was printed is thrown away while a call goes on
_GLANCE = 0.5  # seconds between two looks at how much that is

_ERRORS = {
    kind.__name__: kind
    for kind in (AnswerError, AnswerRaisedError, AnswerTooSlowError, NotStartedError)
}


# Workers are copies of it: it has never seen an answer, nor what one is compared with.
_zygote: Zygote | None = None


def prepare(zygote: Zygote | None = None) -> None:
    """Have workers be copies of a zygote: of one that is there, or else of a new one."""
    global _zygote
    if _zygote is None and CAN_FORK:
        _zygote = zygote or Zygote.launch()


def _forked(place: Place, luck: Any, sock: socket.socket) -> Child:
    """Start a worker; once more if the system has ended the zygote, for its memory as a rule."""
    global _zygote
    prepare()
    assert _zygote is not None
    try:
        return _zygote.start(serve, place, luck, sockets=[sock], timeout=_START)
    except ZygoteError:
        _zygote = Zygote.launch()
        return _zygote.start(serve, place, luck, sockets=[sock], timeout=_START)


@dataclass(frozen=True)
class Reply:
    """What came of a call, in the words of the answer's process.

    Attributes
    ----------
    result : object
        What the function returned.
    inputs : tuple
        The arguments as it left them, if they were asked for.
    trainings : list of tuple
        Features, labels and number of rows asked of each forest, if forests were watched.
    """

    result: Any
    inputs: tuple[Any, ...] = ()
    trainings: list[tuple[Any, Any, int]] = field(default_factory=list)


@dataclass
class _Worker:
    """A process and the socket to it."""

    process: Child | BaseProcess
    sock: socket.socket

    def kill(self) -> None:
        """End the process and all that it has started."""
        self.sock.close()
        pid = self.process.pid
        if pid and hasattr(os, "killpg"):
            # The group has the number of the worker, also when the worker is gone.
            with contextlib.suppress(OSError):
                os.killpg(pid, signal.SIGKILL)
        self.process.kill()
        self.process.join()
        self.process.close()


class Host:
    """Calls a function in a process of its own, which a new one replaces when it dies.

    Parameters
    ----------
    answer : Answer
        Whose function is called.
    step : Step
        Which function.
    sandbox : Sandbox
        What the calls may use.
    seconds : float
        How long a call may take; 0: for ever.
    """

    def __init__(self, answer: Answer, step: Step, sandbox: Sandbox, seconds: float) -> None:
        # Outside the scratch folder, whose files are the answer's.
        self._folder = tempfile.TemporaryDirectory(prefix="kata-", ignore_cleanup_errors=True)
        stdout, stderr = (Path(self._folder.name) / name for name in ("stdout", "stderr"))
        self._place = Place(answer, step, sandbox, stdout, stderr, seconds)
        self._prints = tuple(_Prints(path.open("w+b", buffering=0)) for path in (stdout, stderr))
        self._worker: _Worker | None = None

    def call(
        self, args: tuple[Any, ...], *, inputs: bool = False, forests: bool | None = None
    ) -> Reply:
        """Call the function.

        Parameters
        ----------
        args : tuple
            Its arguments; they are copied on the way.
        inputs : bool
            Whether the arguments are wanted back.
        forests : bool or None
            Whether forests are watched, and shown shuffled labels (see `Request`).

        Raises
        ------
        AnswerError
            The function raised, or its process gave no reply.
        """
        request = Request(secrets.token_hex(8), args, inputs, forests)
        if self._worker is None:
            self._worker = self._started()
        try:
            return self._asked(self._worker, request)
        except AnswerError as error:
            if isinstance(error, AnswerCrashedError | AnswerTooSlowError):
                self._end()
            raise
        except BaseException:
            self._end()
            raise
        finally:
            for prints, stream in zip(self._prints, (sys.stdout, sys.stderr), strict=True):
                prints.show(stream)

    def close(self) -> None:
        """End the process, if there is one."""
        self._end()
        for prints in self._prints:
            prints.file.close()
        self._folder.cleanup()

    def _end(self) -> None:
        if self._worker is not None:
            self._worker.kill()
            self._worker = None

    def _started(self) -> _Worker:
        import numpy as np

        ours, theirs = socket.socketpair()
        luck = np.random.get_state()  # noqa: NPY002 - the one that scikit-learn falls back on
        process: Child | BaseProcess
        with theirs:
            if CAN_FORK:
                try:
                    process = _forked(self._place, luck, theirs)
                except ZygoteError as error:
                    ours.close()
                    raise RuntimeError(f"a worker could not be started: {error}") from None
            else:
                process = multiprocessing.get_context("spawn").Process(
                    target=serve, args=(theirs, self._place, luck)
                )
                process.start()
        worker = _Worker(process, ours)
        # No code of the answer runs yet: what goes wrong here is no fault of its author.
        if not connection.wait([ours, process.sentinel], _START):
            worker.kill()
            raise RuntimeError(f"a worker was not ready after {_START:.0f} s")
        try:
            channel.receive(ours, trusted=False)
        except (channel.ClosedError, MalformedError):
            process.join(1.0)
            code = process.exitcode
            worker.kill()
            raise RuntimeError(f"a worker could not be started: exit code {code}") from None
        return worker

    def _asked(self, worker: _Worker, request: Request) -> Reply:
        """Send a request and return the reply to it."""
        name, seconds = self._place.step.function, self._place.seconds
        until = time.monotonic() + seconds + _GRACE if seconds else None
        if connection.wait([worker.sock], 0):
            # It has no question yet. What it could say is only what its own result is, and no
            # reply is taken without the number of its question.
            raise self._lost(worker, f"{name} wrote to the judge before it was asked")
        try:
            text, buffers = _pickled(request)
            channel.send(worker.sock, text, buffers, until)
            until = time.monotonic() + seconds + _GRACE if seconds else None
            self._wait(worker, until)
            text, blobs = channel.receive(worker.sock, trusted=False)
            return _read(unpack(text, blobs), request, self._place.answer)
        except channel.SilentError:
            raise AnswerTooSlowError.after(f"{seconds:g} s", str(name)) from None
        except channel.ClosedError:
            raise self._lost(worker, f"{name} closed its connection to the judge") from None
        except MalformedError as error:
            raise self._lost(worker, f"what {name} gave cannot be read: {error}") from None

    def _wait(self, worker: _Worker, until: float | None) -> None:
        """Wait for a reply to begin.

        Raises
        ------
        SilentError
            There is none in time.
        ClosedError
            The process ended. A process that it has started may still hold the socket.
        """
        while True:
            left = _GLANCE if until is None else min(until - time.monotonic(), _GLANCE)
            ready = connection.wait([worker.sock, worker.process.sentinel], max(left, 0))
            if worker.sock in ready:
                return
            if ready:
                raise channel.ClosedError
            if until is not None and time.monotonic() >= until:
                raise channel.SilentError
            for prints in self._prints:
                prints.shorten()
            self._count(worker)

    def _count(self, worker: _Worker) -> None:
        """See that the processes of an answer do not take more than one may."""
        assert worker.process.pid is not None
        name, found = self._place.step.function, census.take(worker.process.pid)
        if found.memory > MEMORY:
            raise AnswerOutOfMemoryError(f"{name} took more than {MEMORY >> 30} GB of memory")
        if found.processes > PROCESSES:
            raise AnswerCrashedError(f"{name} started more than {PROCESSES} processes")

    def _lost(self, worker: _Worker, otherwise: str) -> AnswerCrashedError:
        """Return the error that says how a process ended; if it goes on, what it did."""
        worker.process.join(1.0)
        code, name = worker.process.exitcode, self._place.step.function
        if code in (None, GONE):
            return AnswerCrashedError(otherwise)
        if code < 0:
            try:
                how = signal.Signals(-code).name
            except ValueError:
                how = f"signal {-code}"
            memory = ": is it out of memory?" if how == "SIGKILL" else ""
            return AnswerCrashedError(f"{name} crashed Python itself: {how}{memory}")
        return AnswerCrashedError(f"{name} ended Python itself, as os._exit does: exit code {code}")


@dataclass
class _Prints:
    """A file that a worker prints to, and how much of it was shown already."""

    file: BinaryIO  # open all along: an answer may put another one in its place
    shown: int = 0
    lost: int = 0  # bytes that were never shown

    def show(self, stream: TextIO) -> None:
        """Print what is new, as the answer's own prints are where it is called in this process."""
        size = self.file.seek(0, os.SEEK_END)
        begin = min(self.shown, size)  # an answer may cut it
        start = max(begin, size - _SHOWN)
        lost = self.lost + start - begin
        self.file.seek(start)
        text = self.file.read(size - start).decode("utf-8", "replace")
        self.shown, self.lost = size, 0
        if lost:
            stream.write(f"... {lost} bytes before, not shown\n")
        stream.write(text)

    def shorten(self) -> None:
        """Throw away what an endless loop has printed: it would fill the disk."""
        size = self.file.seek(0, os.SEEK_END)
        if size > _MOST_PRINTED:
            self.file.truncate(0)
            self.shown, self.lost = 0, self.lost + max(size - self.shown, 0)


class _Pickler(pickle.Pickler):
    """Pickles what answers are given, which may be a read-only mapping."""

    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, MappingProxyType):
            return MappingProxyType, (dict(value),)
        return NotImplemented


def _pickled(request: Request) -> tuple[bytes, list[Any]]:
    """Return a request as bytes; its arrays are apart, so that nothing large is copied."""
    buffers: list[pickle.PickleBuffer] = []
    file = io.BytesIO()
    _Pickler(file, protocol=5, buffer_callback=buffers.append).dump(request)
    return file.getvalue(), [buffer.raw() for buffer in buffers]


def _read(told: Any, request: Request, answer: Answer) -> Reply:
    """Return the reply that was told, or raise the error that was."""
    try:
        if told["number"] != request.number:
            raise MalformedError("a reply to another question")
        if "error" in told:
            raise _error(answer, **told["error"])
        inputs = told["inputs"] if request.inputs else ()
        trainings = told["trainings"] if request.forests is not None else []
        if type(inputs) is not tuple or len(inputs) != len(request.args) * request.inputs:
            raise MalformedError("other arguments than those given")
        return Reply(told["result"], inputs, [_training(*one) for one in trainings])
    except (TypeError, KeyError, ValueError, AttributeError):
        raise MalformedError("no reply looks like this") from None


def _training(features: Any, labels: Any, asked: Any) -> tuple[Any, Any, int]:
    import numpy as np

    arrays = isinstance(features, np.ndarray) and isinstance(labels, np.ndarray)
    if not arrays or labels.ndim != 2:
        raise MalformedError("a training without tables")
    return features, labels, int(asked)


def _error(answer: Answer, kind: str, said: str, frame: Any, cause: Any) -> AnswerError:
    """Return the error that a worker told of."""
    place = None
    if frame is not None:
        file, line, function = frame
        path = Path(str(file))
        # Its line is shown: of no file but the answer's own.
        if path.resolve().is_relative_to(answer.folder.resolve()) and path.is_file():
            place = Frame(path, int(line), str(function))
    error = _ERRORS[kind](" ".join(str(said)[:10_000].splitlines()), place)
    if cause is not None:
        error.__cause__ = _exception(*map(str, cause))
    return error


def _exception(name: str, base: str, text: str) -> BaseException:
    """Return an exception that has the name, the builtin kind and the text of another."""
    kind = getattr(builtins, base)
    if not issubclass(kind, BaseException):
        raise MalformedError("a cause that is no exception")
    if issubclass(kind, BaseExceptionGroup):
        kind = Exception  # it would ask for its members
    mine: type[BaseException] = type(name, (kind,), {"__str__": lambda _: text})
    return mine.__new__(mine)
