"""A process that has imported the libraries, and forks: each copy begins where they are loaded.

Chromium and Android call such a process a zygote. The fork server of `multiprocessing` does the
same, but every process that it starts would have to start another one for processes of its own.
"""

from __future__ import annotations

import os
import pickle
import signal
import socket
import struct
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from typing import Any, NoReturn

CAN_FORK = hasattr(os, "fork")

_NUMBER = struct.Struct(">q")
_HEAD = struct.Struct(">q?")  # bytes of the message; whether a branch is asked for
_MOST_SOCKETS = 8


class ZygoteError(Exception):
    """The process that forks is gone, or does not answer."""


@dataclass
class Child:
    """A process that a zygote has started.

    Attributes
    ----------
    pid : int
        Its number.
    sentinel : int
        A file descriptor that can be read once it has ended, for
        `multiprocessing.connection.wait`.
    exitcode : int or None
        Once it has ended and `join` was called: its exit code, or minus the signal that ended it.
        It stays None if the zygote ended first.
    """

    pid: int
    sentinel: int
    exitcode: int | None = None

    def join(self, timeout: float | None = None) -> None:
        """Wait for its end."""
        if self.exitcode is None and wait([self.sentinel], timeout):
            said = os.read(self.sentinel, _NUMBER.size)
            if len(said) == _NUMBER.size:
                (self.exitcode,) = _NUMBER.unpack(said)

    def kill(self) -> None:
        """End it, unless it has ended: another process may have its number then."""
        self.join(0)
        if self.exitcode is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    def close(self) -> None:
        """Forget it."""
        os.close(self.sentinel)


class Zygote:
    """The end of a socket at whose other end a process forks when it is asked to.

    When this end is closed, also because its process ended, that process ends, and with it all
    that it has started, but for branches: they have an end of their own.

    Parameters
    ----------
    sock : socket.socket
        Connected to a process that is in `serve`.
    """

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    @classmethod
    def launch(cls) -> Zygote:
        """Start a new Python that imports the libraries; it can be asked at once."""
        ours, theirs = socket.socketpair()
        number = theirs.fileno()
        # The same modules as here, and none from the folder that this happens to run in.
        path = [folder for folder in sys.path if folder]
        code = f"import sys; sys.path[:] = {path!r}; from kata.zygote import main; main({number})"
        zygote = cls(ours)
        with theirs:
            zygote._process = subprocess.Popen(
                [sys.executable, "-P", "-c", code], stdin=subprocess.DEVNULL, pass_fds=[number]
            )
        return zygote

    def start(
        self,
        function: Callable[..., object],
        *args: Any,
        sockets: Sequence[socket.socket] = (),
        timeout: float | None = None,
    ) -> Child:
        """Call a function in a copy of the zygote.

        Parameters
        ----------
        function : callable
            Of a module; its process ends with it.
        *args
            Its arguments after the sockets, which can be pickled.
        sockets : sequence of socket.socket
            Its first arguments. They can be closed here afterwards.
        timeout : float or None
            How long to wait for the zygote, in seconds.

        Raises
        ------
        ZygoteError
            It is gone, or does not answer in time.
        """
        message = pickle.dumps((function, args))
        status, theirs = os.pipe()
        files = [theirs, *(one.fileno() for one in sockets)]
        try:
            with self._lock:
                self.sock.settimeout(timeout)
                head = _HEAD.pack(len(message), function is _branch)
                socket.send_fds(self.sock, [head], files)
                self.sock.sendall(message)
                (pid,) = _NUMBER.unpack(_read(self.sock, _NUMBER.size))
        except (OSError, EOFError) as error:
            os.close(status)
            # A late reply would be taken for that to the next question.
            self.sock.close()
            raise ZygoteError(str(error) or "it has ended") from error
        finally:
            os.close(theirs)
        return Child(pid, status)

    def branch(self, first: Callable[..., object] | None = None, *args: Any) -> Zygote:
        """Return a copy of the zygote that forks on its own, after a call of `first`."""
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                self.start(_branch, first, args, sockets=[theirs]).close()
        except ZygoteError:
            ours.close()
            raise
        return Zygote(ours)

    def close(self) -> None:
        """End it, and all that it has started."""
        self.sock.close()
        if self._process:
            self._process.wait()


@dataclass
class _Server:
    """What a zygote has open."""

    sock: socket.socket
    woken: tuple[int, int] = field(default_factory=os.pipe)  # by the end of a child
    pipes: dict[int, int] = field(default_factory=dict)  # to tell the end of each child
    branches: set[int] = field(default_factory=set)

    def fork(self) -> None:
        head, files, *_ = socket.recv_fds(self.sock, _HEAD.size, _MOST_SOCKETS)
        if len(head) < _HEAD.size:
            raise EOFError
        length, is_branch = _HEAD.unpack(head)
        message = _read(self.sock, length)
        pid = os.fork()
        if not pid:
            self._become(message, files)
        self.pipes[pid] = files[0]
        if is_branch:
            self.branches.add(pid)
        for file in files[1:]:
            os.close(file)
        self.sock.sendall(_NUMBER.pack(pid))

    def _become(self, message: bytes, files: Sequence[int]) -> NoReturn:
        """Be the child: nothing of the server is left open in it."""
        code = 1
        try:
            self.sock.close()
            for file in (files[0], *self.woken, *self.pipes.values()):
                os.close(file)
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            function, args = pickle.loads(message)
            function(*(socket.socket(fileno=file) for file in files[1:]), *args)
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            for stream in (sys.stdout, sys.stderr):
                with suppress(Exception):
                    stream.flush()
            os._exit(code)

    def reap(self) -> None:
        with suppress(ChildProcessError):
            while (ended := os.waitpid(-1, os.WNOHANG))[0]:
                pid, status = ended
                self.branches.discard(pid)
                pipe = self.pipes.pop(pid)
                with suppress(BrokenPipeError):
                    os.write(pipe, _NUMBER.pack(os.waitstatus_to_exitcode(status)))
                os.close(pipe)

    def end_children(self) -> None:
        for pid in self.pipes.keys() - self.branches:
            # Those that lead a group end with it.
            for kill in (os.killpg, os.kill):
                with suppress(ProcessLookupError, PermissionError):
                    kill(pid, signal.SIGKILL)


def serve(sock: socket.socket) -> None:
    """Fork when asked to, until the other end of the socket is closed. For the main thread."""
    server = _Server(sock)
    os.set_blocking(server.woken[1], False)
    signal.set_wakeup_fd(server.woken[1])
    signal.signal(signal.SIGCHLD, lambda *_: None)
    # Ctrl-C is for the process that asks.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        while True:
            ready = wait([sock, server.woken[0]])
            if server.woken[0] in ready:
                os.read(server.woken[0], 4096)
                server.reap()
            if sock in ready:
                server.fork()
    except (EOFError, OSError):
        server.end_children()


def _branch(
    sock: socket.socket, first: Callable[..., object] | None, args: tuple[Any, ...]
) -> None:
    if first is not None:
        first(*args)
    serve(sock)


def _read(sock: socket.socket, size: int) -> bytes:
    pieces = []
    while size:
        piece = sock.recv(min(size, 2**20))
        if not piece:
            raise EOFError
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def main(number: int) -> None:
    """Import the libraries and serve the socket that was inherited under a number."""
    import kata.warm  # noqa: F401

    serve(socket.socket(fileno=number))
