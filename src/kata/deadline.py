"""Stop code that takes too long, in this process."""

from __future__ import annotations

import ctypes
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

_AGAIN = 1.0  # seconds: code that swallowed the error gets it once more

_ends: list[Callable[[], object]] = []  # of the deadlines that go on


class DeadlineError(BaseException):
    """Time is up. No `Exception`, so that ``except Exception`` in a loop does not swallow it."""


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise `DeadlineError` in the code inside once `seconds` have passed.

    Python code is stopped between two of its instructions; a call into a library ends first.
    Without limit where `seconds` is 0. Only for the main thread, which is where pytest runs tests.
    """
    if not seconds or threading.current_thread() is not threading.main_thread():
        yield
    elif hasattr(signal, "setitimer"):
        with _by_signal(seconds):
            yield
    else:
        with _by_thread(seconds):
            yield


def lift() -> None:
    """Give the code that runs all the time it needs."""
    for end in _ends:
        end()


@contextmanager
def _by_signal(seconds: float) -> Iterator[None]:
    """Let the system call us: also wakes code that sleeps or waits for input."""

    def stop(*_: Any) -> None:
        raise DeadlineError(f"{seconds:g} s")

    before = signal.signal(signal.SIGALRM, stop)
    _ends.append(lambda: signal.setitimer(signal.ITIMER_REAL, 0))
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
        yield
    finally:
        _ends.pop()()
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _by_thread(seconds: float) -> Iterator[None]:
    """Do the same where there is no such signal, as on Windows."""
    main = ctypes.c_ulong(threading.main_thread().ident or 0)
    done = threading.Event()

    def watch() -> None:
        error = type("DeadlineError", (DeadlineError,), {"__str__": lambda _: f"{seconds:g} s"})
        wait = seconds
        while not done.wait(wait):
            ctypes.pythonapi.PyThreadState_SetAsyncExc(main, ctypes.py_object(error))
            wait = _AGAIN

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    _ends.append(done.set)
    try:
        yield
    finally:
        _ends.pop()()
        thread.join()
