"""What the processes of a worker take together, seen from outside; on Linux only."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")


@dataclass(frozen=True)
class Census:
    """How many processes there are, and how much memory is theirs.

    Attributes
    ----------
    processes : int
        How many.
    memory : int
        Bytes, without those of files.
    """

    processes: int
    memory: int


def take(worker: int) -> Census:
    """Count the processes in the PID namespace that a worker has entered.

    Parameters
    ----------
    worker : int
        Number of the process that called `kata.isolation.namespaces.enter`.
    """
    try:
        inside = (_PROC / str(worker) / "ns" / "pid_for_children").readlink()
        pids = [path for path in _PROC.iterdir() if path.name.isdecimal()]
        if inside == (_PROC / "self" / "ns" / "pid").readlink():
            return Census(0, 0)  # it has entered none
    except OSError:
        return Census(0, 0)
    page, count, pages = os.sysconf("SC_PAGE_SIZE"), 0, 0
    for pid in pids:
        with suppress(OSError):  # it has just ended
            if (pid / "ns" / "pid").readlink() == inside:
                resident, shared = (pid / "statm").read_text(encoding="utf-8").split()[1:3]
                count += 1
                pages += int(resident) - int(shared)
    return Census(count, pages * page)
