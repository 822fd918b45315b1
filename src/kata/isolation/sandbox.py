"""The sandbox: what a worker gives up for good before any code of an answer runs."""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kata.isolation import landlock, namespaces

MEMORY = 4 * 2**30  # bytes that a process may take, and all those of a worker together
PROCESSES = 512
_LARGEST_FILE = 2 * 2**30  # bytes: a full tile of class ids is a sixteenth of it

# What libraries look up while they run: shared libraries, time zones, fonts, the number of cores.
_SYSTEM = ("/bin", "/etc", "/lib", "/lib32", "/lib64", "/nix/store", "/opt", "/usr")
_SYSTEM_FACTS = ("/proc", "/sys/devices/system", "/sys/fs/cgroup")
_DEVICES = ("/dev/full", "/dev/null", "/dev/random", "/dev/shm", "/dev/urandom", "/dev/zero")

_KEPT = {
    "COLUMNS",
    "LANG",
    "LANGUAGE",
    "LD_LIBRARY_PATH",
    "PATH",
    "PYTHONPATH",
    "SYSTEMROOT",
    "TZ",
}
_KEPT_FAMILIES = ("CPL_", "GDAL_", "LC_", "MKL_", "OMP_", "OPENBLAS_", "OPJ_", "PROJ_")


@dataclass(frozen=True)
class Sandbox:
    """What is left to an answer, beside Python, the libraries and the system.

    Attributes
    ----------
    home : pathlib.Path
        Its working directory, its home, and where temporary files go.
    readable, writable : tuple of pathlib.Path
        Files, and folders with all that is in them.
    """

    home: Path
    readable: tuple[Path, ...] = ()
    writable: tuple[Path, ...] = ()

    def enter(self) -> tuple[str, ...]:
        """Confine this process and all that it starts, as far as the system can.

        Returns
        -------
        tuple of str
            What the system does not offer, in a few words each; empty for the whole sandbox.
        """
        self._clear_environment()
        if hasattr(os, "setsid"):
            # Whatever it starts is in its group and can be ended with it.
            os.setsid()
        missing = []
        alone = True
        try:
            namespaces.enter()
        except (OSError, AttributeError):
            alone = False
            missing.append("no namespaces: the network is open, what gets away is not seen")
        if not _limit(alone=alone):
            missing.append("no limits of memory")
        try:
            if not landlock.abi():
                raise OSError
            landlock.restrict(self._allowed())
        except OSError:
            missing.append("no Landlock: answers can read and write what you can")
        return tuple(missing)

    def _clear_environment(self) -> None:
        for name in list(os.environ):
            if name.upper() not in _KEPT and not name.upper().startswith(_KEPT_FAMILIES):
                del os.environ[name]
        for name in ("HOME", "TEMP", "TMP", "TMPDIR"):
            os.environ[name] = str(self.home)

    def _allowed(self) -> Iterator[tuple[Path, landlock.Files]]:
        for folder in (*_SYSTEM, *_SYSTEM_FACTS, *_pythons()):
            yield Path(folder), landlock.READ
        for device in _DEVICES:
            yield Path(device), landlock.WRITE
        for path in self.readable:
            yield path, landlock.READ
        for path in (self.home, *self.writable):
            yield path, landlock.WRITE


def weaknesses() -> tuple[str, ...]:
    """Return what the sandbox lacks on this system, as `Sandbox.enter` does."""
    if not hasattr(os, "fork"):
        return ("no sandbox on this system: answers can do what you can",)
    theirs, ours = os.pipe()
    child = os.fork()
    if not child:
        code = 1
        try:
            os.write(ours, "\n".join(Sandbox(Path("/")).enter()).encode())
            code = 0
        finally:
            os._exit(code)
    os.close(ours)
    with os.fdopen(theirs, encoding="utf-8") as pipe:
        said = pipe.read().splitlines()
    if os.waitpid(child, 0)[1]:
        return ("no sandbox: it cannot be entered on this system",)
    return tuple(said)


def _limit(*, alone: bool) -> bool:
    """Limit what a process can take; return whether its memory is."""
    try:
        import resource
    except ImportError:
        return False
    limits = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_DATA: MEMORY,
        resource.RLIMIT_FSIZE: _LARGEST_FILE,
    }
    if alone:
        # Elsewhere it would count all the processes of the user.
        limits[resource.RLIMIT_NPROC] = PROCESSES
    for kind, most in limits.items():
        _, hard = resource.getrlimit(kind)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (bound, bound))
    # Only Linux counts as data what is mapped.
    return sys.platform == "linux"


def _pythons() -> Iterable[str]:
    """Return where this Python, its libraries and this package are."""
    own = {sys.prefix, sys.base_prefix, sys.exec_prefix, os.path.realpath(sys.prefix)}
    package = Path(__file__).resolve().parents[1]
    # Also those of the user, or of the Python that an environment has been made from.
    libraries = {path for path in sys.path if path.endswith(("site-packages", "dist-packages"))}
    return own | libraries | set(sysconfig.get_paths().values()) | {str(package)}
