"""A plugin of pytest that holds a run until there is something to check."""

from __future__ import annotations

import os
import signal
import socket
import time

import pytest

from kata.grading.scenes import prepare_scenes


class Gate:
    """Holds pytest before the first check, so that what it reads of an answer is new.

    Parameters
    ----------
    word : socket.socket
        Where the word to go on comes from.
    """

    def __init__(self, word: socket.socket) -> None:
        self._word = word

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> None:
        """Compute what answers are compared with, and wait."""
        # Ctrl-C ends the watch, which ends this process: there is nothing to say.
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        prepare_scenes(session.config.rootpath / "fixtures")
        if not self._word.recv(2):
            os._exit(0)  # the watch is gone
        signal.signal(signal.SIGINT, before)
        _restart_clock(session)


def _restart_clock(session: pytest.Session) -> None:
    """Have pytest say how long the checks took, without the time that it waited."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    # The second is its name before pytest 8.4.
    for name in ("_session_start", "_sessionstarttime"):
        if began := getattr(reporter, name, None):
            setattr(reporter, name, time.time() if isinstance(began, float) else type(began)())
