"""What a worker of a Dask cluster does: it hands an answer to its server and waits."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

_LOOK = 0.5  # seconds between two looks at whether the task is still wanted
_END = 10  # seconds that a server may take to end


def grade_task(
    order: Mapping[str, Any], strict: bool, name: str, files: Mapping[str, bytes]
) -> dict[str, Any]:
    """Grade one answer on the machine of the worker.

    Parameters
    ----------
    order : mapping
        What a server is told first (see `kata.grade.server.order`).
    strict : bool
        Whether to refuse where the sandbox is not whole.
    name : str
        Of the answer's folder.
    files : mapping of str to bytes
        What is in it.

    Returns
    -------
    dict
        ``host``, ``worker``, and either ``unfit``, why this one may not grade, or ``marks`` and
        ``weak``, what the sandbox lacks.
    """
    from distributed import get_worker

    said = {"host": socket.gethostname(), "worker": get_worker().address}
    with tempfile.TemporaryDirectory(prefix="kata-grade-", ignore_cleanup_errors=True) as scratch:
        answer = Path(scratch, name)
        answer.mkdir()
        for file, content in files.items():
            (answer / file).write_bytes(content)
        server = _server(order)
        if "unfit" in server.about:
            server.end()
            return {**said, **server.about}
        weak = server.about["weak"]
        if strict and weak:
            _idle.append(server)
            return {**said, "unfit": "; ".join(weak)}
        with _ended_when_unwanted(server, _whether_wanted()):
            reply = server.ask(str(answer))
        _idle.append(server)
    if "error" in reply:
        raise RuntimeError(f"on {said['host']}: {reply['error']}")
    return {**said, **reply, "weak": weak}


class _Server:
    """A process that grades (see `kata.grade.server`).

    Parameters
    ----------
    order : mapping
        What it is told first.
    """

    def __init__(self, order: Mapping[str, Any]) -> None:
        # -P: nothing is imported from where the worker happens to be. A session of its own: a
        # Ctrl-C is for the worker, and ends this with it.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "kata.grade.server"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )
        self.kata = order["kata"]
        self.about = self.ask(order)

    def ask(self, line: Any) -> dict[str, Any]:
        """Write a line and return the one that comes back."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with suppress(OSError, ValueError):  # no reply says the same
            self._process.stdin.write(json.dumps(line) + "\n")
            self._process.stdin.flush()
        reply = self._process.stdout.readline()
        if not reply:
            self.end()
            code = self._process.returncode
            raise RuntimeError(f"the process that grades ended on {socket.gethostname()}: {code}")
        said: dict[str, Any] = json.loads(reply)
        return said

    def end(self) -> None:
        """End it, and what it grades."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()


# They have the libraries loaded.
_idle: list[_Server] = []


def _server(order: Mapping[str, Any]) -> _Server:
    """Return an idle server for the same kata, or a new one."""
    while _idle:
        try:
            server = _idle.pop()
        except IndexError:
            break  # another thread was quicker
        if server.kata == order["kata"]:
            return server
        server.end()
    return _Server(order)


@contextmanager
def _ended_when_unwanted(server: _Server, wanted: Callable[[], bool]) -> Iterator[None]:
    """End a server as soon as nobody wants its reply: Dask does not end what runs."""
    done = threading.Event()

    def watch() -> None:
        while not done.wait(_LOOK):
            if not wanted():
                server.end()
                return

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


def _whether_wanted() -> Callable[[], bool]:
    from distributed import Status, get_worker

    worker = get_worker()
    key = worker.get_current_task()

    def wanted() -> bool:
        task = worker.state.tasks.get(key)
        ends = worker.status in (Status.closing, Status.closed, Status.failed)
        return not ends and task is not None and task.state == "executing"

    return wanted
