"""Namespaces: a Linux process goes on in a world of its own, without other processes or networks.

What it starts ends with it, whatever it does to get away. See namespaces(7), pid_namespaces(7),
mount_namespaces(7).
"""

from __future__ import annotations

import ctypes
import errno
import os
import signal
from pathlib import Path

_USER, _PID, _NET, _IPC, _MOUNT = 0x10000000, 0x20000000, 0x40000000, 0x08000000, 0x00020000
_MS_NOSUID, _MS_NODEV, _MS_NOEXEC, _MS_REC, _MS_PRIVATE = 0x2, 0x4, 0x8, 0x4000, 0x40000
_PR_SET_PDEATHSIG = 1


def enter() -> None:
    """Go on in new namespaces, as their first process.

    The process that called stays outside. It does nothing but wait, and ends as this one does;
    when it is killed or its parent ends, so does everything inside. Only for a process of a single
    thread.

    Raises
    ------
    OSError
        The system does not allow it; nothing has changed.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    _try_out(libc)
    _end_with_parent(libc)
    _unshare(libc)
    inside = os.fork()
    if inside:
        _wait_and_end_likewise(inside)
    _end_with_parent(libc)
    _see_own_processes(libc)


def _try_out(libc: ctypes.CDLL) -> None:
    """See in another process whether it works: some systems refuse half-way."""
    child = os.fork()
    if not child:
        code = errno.EPERM
        try:
            _unshare(libc)
            code = 0
        except OSError as error:
            code = error.errno or code
        finally:
            os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code:
        raise OSError(code, os.strerror(code))


def _unshare(libc: ctypes.CDLL) -> None:
    user, group = os.geteuid(), os.getegid()
    if libc.unshare(_USER | _PID | _NET | _IPC | _MOUNT):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    # Files belong to whom they belonged to before.
    me = Path("/proc/self")
    (me / "setgroups").write_text("deny")
    (me / "uid_map").write_text(f"{user} {user} 1")
    (me / "gid_map").write_text(f"{group} {group} 1")


def _end_with_parent(libc: ctypes.CDLL) -> None:
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _see_own_processes(libc: ctypes.CDLL) -> None:
    """Show under /proc the processes of this namespace, by the numbers they have in it.

    Libraries look themselves up there. Containers that hide parts of /proc do not allow this; there
    it shows the processes outside, and which of them may be looked into is not changed by that.
    """
    if not libc.mount(None, b"/", None, _MS_REC | _MS_PRIVATE, None):
        libc.mount(b"proc", b"/proc", b"proc", _MS_NOSUID | _MS_NODEV | _MS_NOEXEC, None)


def _wait_and_end_likewise(child: int) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    # Whoever is connected to the process inside has to see when that one closes.
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code < 0:
        if -code != signal.SIGKILL:
            signal.signal(-code, signal.SIG_DFL)
        os.kill(os.getpid(), -code)
    os._exit(code if code >= 0 else 1)
