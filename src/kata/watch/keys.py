"""Single keys from the terminal, without waiting for them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass


@dataclass(frozen=True)
class Keys:
    """What the terminal gives.

    Attributes
    ----------
    pressed : callable
        Returns the key pressed since, or "" when there is none.
    whole_lines : callable
        Makes a block in which the terminal takes lines and shows them, for a question.
    """

    pressed: Callable[[], str]
    whole_lines: Callable[[], AbstractContextManager[None]] = nullcontext


@contextmanager
def keys() -> Iterator[Keys]:
    """Take single keys from the terminal for as long as the block lasts.

    Without a terminal there never is one: the watch goes on all the same.
    """
    if not sys.stdin.isatty():
        yield Keys(lambda: "")
        return
    try:
        import termios
        import tty
    except ImportError:  # Windows
        import msvcrt

        yield Keys(lambda: msvcrt.getwch() if msvcrt.kbhit() else "")  # type: ignore[attr-defined]
        return
    import os
    import select

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)

    def pressed() -> str:
        ready, _, _ = select.select([terminal], [], [], 0)
        return os.read(terminal, 1).decode(errors="replace") if ready else ""

    @contextmanager
    def whole_lines() -> Iterator[None]:
        # What was typed before the question is no answer to it.
        termios.tcsetattr(terminal, termios.TCSAFLUSH, before)
        try:
            yield
        finally:
            tty.setcbreak(terminal)

    try:
        # Keys come one by one, and Ctrl-C still interrupts.
        tty.setcbreak(terminal)
        yield Keys(pressed, whole_lines)
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
