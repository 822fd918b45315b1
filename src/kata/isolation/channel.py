"""Frames over a socket: a text and the bytes of arrays, read straight into their place."""

from __future__ import annotations

import socket
import struct
import time
from collections.abc import Sequence
from typing import Any

import numpy as np

from kata.isolation.plain import LARGEST, LONGEST_TEXT, MOST_VALUES, Array, MalformedError

_HEAD = struct.Struct(">8sQQ")  # the mark, the length of the text, the number of arrays
_MARK = b"kata-1\r\n"
_PATIENCE = 10.0  # seconds that a frame may take once it has begun,
_SLOWEST = 20e6  # and one more for so many bytes


class ClosedError(Exception):
    """The other end is gone."""


class SilentError(Exception):
    """The other end neither reads nor writes."""


def send(sock: socket.socket, text: bytes, blobs: Sequence[Any], until: float | None) -> None:
    """Send a frame.

    Parameters
    ----------
    sock : socket.socket
        Connected.
    text : bytes
        The structure.
    blobs : sequence of buffers
        The arrays.
    until : float or None
        Time, as `time.monotonic` has it, at which the other end has to have begun to read.

    Raises
    ------
    ClosedError, SilentError
        The other end does not take it.
    """
    views = [memoryview(blob).cast("B") for blob in blobs]
    sizes = np.array([view.nbytes for view in views], ">u8")
    begin = _HEAD.pack(_MARK, len(text), len(views)) + sizes.tobytes()
    if until is not None:
        until += (len(text) + int(sizes.sum())) / _SLOWEST
    pieces: list[Any] = [begin, text, *views]
    for piece in pieces:
        try:
            _limit(sock, until)
            sock.sendall(piece)
        except TimeoutError:
            raise SilentError from None
        except OSError:
            raise ClosedError from None


def receive(sock: socket.socket, *, trusted: bool) -> tuple[bytes, list[Array]]:
    """Receive a frame that is on its way; return its text and its arrays as bytes.

    Parameters
    ----------
    sock : socket.socket
        Connected.
    trusted : bool
        Wait as long as it takes for a frame of any size.

    Raises
    ------
    ClosedError
        The other end is gone, before the frame or in the middle of it.
    MalformedError
        What comes is no frame, is larger than any value is, or breaks off.
    """
    start = time.monotonic()
    until = None if trusted else start + _PATIENCE
    mark, length, count = _HEAD.unpack(_read(sock, _HEAD.size, until).tobytes())
    if mark != _MARK:
        raise MalformedError("no frame begins like this")
    if not trusted and (length > LONGEST_TEXT or count > MOST_VALUES):
        raise MalformedError(f"a frame of {length} bytes of text and {count} arrays")
    sizes = _read(sock, count * 8, until).view(">u8").tolist()
    if not trusted and sum(sizes) > LARGEST:
        raise MalformedError(f"{sum(sizes)} bytes of arrays")
    if until is not None:
        until += (length + sum(sizes)) / _SLOWEST
    text = _read(sock, length, until).tobytes()
    return text, [_read(sock, size, until) for size in sizes]


def _read(sock: socket.socket, size: int, until: float | None) -> Array:
    try:
        array = np.empty(size, np.uint8)
    except (MemoryError, ValueError):
        raise MalformedError(f"{size} bytes, more than there is memory") from None
    view, done = memoryview(array), 0
    while done < size:
        try:
            _limit(sock, until)
            got = sock.recv_into(view[done:])
        except TimeoutError:
            raise MalformedError("a frame that breaks off") from None
        except OSError:
            raise ClosedError from None
        if not got:
            raise ClosedError
        done += got
    return array


def _limit(sock: socket.socket, until: float | None) -> None:
    # Never 0, which would mean not to wait at all.
    sock.settimeout(None if until is None else max(until - time.monotonic(), 1e-3))
