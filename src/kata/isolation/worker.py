"""The process of an answer: it loads one step and calls its function when it is asked to."""

from __future__ import annotations

import builtins
import gc
import logging
import multiprocessing
import os
import pickle
import socket
import sys
import tempfile
import warnings
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kata.answers import (
    Answer,
    AnswerError,
    AnswerRaisedError,
    AnswerTooSlowError,
    describe,
)
from kata.deadline import DeadlineError, deadline
from kata.isolation import channel, plain
from kata.isolation.sandbox import Sandbox
from kata.project import Step

if TYPE_CHECKING:
    from kata.grading.caller import Settings

GONE = 71  # exit code of a worker whose connection to the judge is closed

# Where code that closes every file it may have opened does not come upon it.
_OUT_OF_THE_WAY = 500


@dataclass(frozen=True)
class Request:
    """What the judge asks for.

    Attributes
    ----------
    number : str
        The reply has to repeat it; nobody can guess it before.
    args : tuple
        Arguments of the function.
    inputs : bool
        Whether the arguments are wanted back, as the answer left them.
    forests : bool or None
        Whether forests are watched, with labels that are shuffled (True) or as they are (False).
    """

    number: str
    args: tuple[Any, ...]
    inputs: bool
    forests: bool | None


@dataclass(frozen=True)
class Place:
    """Where a worker works.

    Attributes
    ----------
    answer, step
        Whose function, and which.
    sandbox : Sandbox
        What it may use; its home is the working directory.
    stdout, stderr : pathlib.Path
        Files, which are there, for what is printed: nobody has to read along.
    seconds : float
        How long a call may take.
    """

    answer: Answer
    step: Step
    sandbox: Sandbox
    stdout: Path
    stderr: Path
    seconds: float


def serve(sock: socket.socket, place: Place, luck: Any) -> None:
    """Answer requests until the judge closes the socket.

    Parameters
    ----------
    sock : socket.socket
        To the judge.
    place : Place
        What to load, and where to work.
    luck : tuple
        State of NumPy's own random numbers: forks would all have that of their server.
    """
    sock = _moved(sock)
    for number, path in ((1, place.stdout), (2, place.stderr)):
        # At the end of a file that the judge may cut at any time.
        opened = os.open(path, os.O_WRONLY | os.O_APPEND)
        os.dup2(opened, number)
        os.close(opened)
    # In a fork it is here already. Elsewhere nobody's time limit has to pay for it.
    import numpy as np

    import kata.warm  # noqa: F401
    from kata.grading.caller import Settings

    np.random.set_state(luck)  # noqa: NPY002 - the one that scikit-learn falls back on
    # What libraries log is not what the answer printed.
    logging.getLogger().addHandler(logging.NullHandler())
    place.sandbox.enter()
    # What the judge's own processes share is not there any more: answers get theirs.
    tempfile.tempdir = None
    multiprocessing.set_start_method(None, force=True)
    vars(multiprocessing.current_process())["_config"].pop("tempdir", None)
    channel.send(sock, b"ready", (), None)
    caller = _Caller(place, Settings())
    try:
        while True:
            _serve_one(sock, caller)
    except channel.ClosedError:
        # The judge has what it wanted, or the answer has closed what is not its own.
        os._exit(GONE)


def _serve_one(sock: socket.socket, caller: _Caller) -> None:
    text, buffers = channel.receive(sock, trusted=True)
    reply = caller.reply(pickle.loads(text, buffers=buffers))
    for stream in (sys.stdout, sys.stderr):
        with suppress(Exception):
            stream.flush()
    channel.send(sock, reply.text, reply.blobs, None)


@dataclass
class _Caller:
    place: Place
    settings: Settings
    function: Any = None

    def reply(self, request: Request) -> plain.Packed:
        """Call the function; return what came of it."""
        head = {"number": request.number}
        try:
            return self._called(request, head)
        except AnswerError as error:
            return plain.pack(head | {"error": _told(error)})
        except BaseException as error:
            # In the middle of making the reply: what came of the call cannot be told.
            said = f"the result of {self.place.step.function} cannot be read: {describe(error)}"
            return plain.pack(head | {"error": _told(AnswerError(said))})

    def _called(self, request: Request, head: dict[str, Any]) -> plain.Packed:
        from kata.grading.probe import Training, forests_trained

        place = self.place
        if any(type(arg).__module__.startswith("xarray.") for arg in request.args):
            # Whoever made a raster with a CRS has it, and so have those who get the raster.
            import rioxarray  # noqa: F401
        with ExitStack() as around:
            # They belong in a summary, not among what the answer printed.
            around.enter_context(warnings.catch_warnings(record=True))
            around.enter_context(self.settings.of_answer(place.sandbox.home, request.args))
            trainings: list[Training] = []
            if request.forests is not None:
                trainings = around.enter_context(forests_trained(shuffled=request.forests))
            try:
                with deadline(place.seconds):
                    if self.function is None:
                        self.function = place.answer.function(place.step)
                        gc.freeze()
                    result = self.function(*request.args)
                    # Here what is lazy is computed.
                    told = {
                        "result": result,
                        "inputs": request.args if request.inputs else None,
                        "trainings": [(one.features, one.labels, one.asked) for one in trainings],
                    }
                    return plain.pack(head | told)
            except DeadlineError as error:
                raise AnswerTooSlowError.after(error, str(place.step.function)) from None
            except KeyboardInterrupt as error:
                said = f"{place.step.function} raised: {describe(error)}"
                raise AnswerRaisedError(said) from error


def _told(error: AnswerError) -> dict[str, Any]:
    """Return an error as plain data."""
    frame, cause = error.frame, error.__cause__
    told = None
    if cause is not None:
        # By the class itself: others say of themselves that they are builtin.
        builtin = vars(builtins).values()
        base = next(base for base in type(cause).__mro__ if base in builtin)
        try:
            text = str(cause)
        except Exception:
            text = ""
        told = type(cause).__name__, base.__name__, text[:10_000]
    return {
        "kind": type(error).__name__,
        "said": error.said,
        "frame": frame and (str(frame.file), frame.line, frame.function),
        "cause": told,
    }


def _moved(sock: socket.socket) -> socket.socket:
    """Return the same socket under a number that nobody has, which no other program inherits."""
    try:
        import fcntl

        number = fcntl.fcntl(sock.fileno(), fcntl.F_DUPFD_CLOEXEC, _OUT_OF_THE_WAY)
    except (ImportError, OSError):
        return sock
    sock.close()
    return socket.socket(fileno=number)
