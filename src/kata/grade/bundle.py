"""The files of a submission, in a folder or a zip that nobody vouches for."""

from __future__ import annotations

import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

_SKIPPED = {"__macosx", "__pycache__", "site-packages", "node_modules", "venv", "env"}
_MOST_FILES = 20_000
_LARGEST = 20_000_000  # bytes of a file: a notebook holds pictures
_LARGEST_IN_ALL = 100_000_000
_HIGHEST_RATIO = 200  # of unpacked to packed; code and notebooks stay below 50
_RATIO_MATTERS = 1_000_000  # bytes from which on it does


class RefusedError(Exception):
    """A submission cannot be graded; the message says why and what to do, in one line."""


@dataclass(frozen=True)
class Bundle:
    """Files of a submission.

    Attributes
    ----------
    names : tuple of pathlib.PurePosixPath
        Where they are, without what belongs to no answer: hidden files, environments, links.
    read : callable
        Returns the content of one of them.
    """

    names: tuple[PurePosixPath, ...]
    read: Callable[[PurePosixPath], bytes]


@contextmanager
def open_bundle(path: Path) -> Iterator[Bundle]:
    """Open a folder, a zip or a single file.

    Raises
    ------
    RefusedError
        It cannot be read, or is no submission but an attack on who unpacks it.
    """
    try:
        if path.is_dir():
            yield _of_folder(path)
        elif path.suffix.casefold() == ".zip":
            with zipfile.ZipFile(path) as archive:
                yield _of_zip(archive)
        else:
            name = PurePosixPath(path.name)
            yield Bundle((name,), _limited(lambda _: path.read_bytes(), lambda _: _size(path)))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise RefusedError(f"{path.name} is no zip that can be read: pack it again") from error
    except OSError as error:
        raise RefusedError(f"{path.name} cannot be read ({error.strerror or error})") from error


def _size(path: Path) -> int:
    return path.stat().st_size


def _of_folder(folder: Path) -> Bundle:
    names: list[PurePosixPath] = []
    for here, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not _is_skipped(name)]
        inside = [Path(here, name) for name in files]
        names += [
            PurePosixPath(path.relative_to(folder).as_posix())
            for path in inside
            if not path.is_symlink() and path.is_file()
        ]
        if len(names) > _MOST_FILES:
            raise RefusedError(f"more than {_MOST_FILES} files: send the step files only")
    return Bundle(
        _of_answers(names),
        _limited(lambda name: (folder / name).read_bytes(), lambda name: _size(folder / name)),
    )


def _of_zip(archive: zipfile.ZipFile) -> Bundle:
    entries: dict[PurePosixPath, zipfile.ZipInfo] = {}
    if len(archive.infolist()) > _MOST_FILES:
        raise RefusedError(f"more than {_MOST_FILES} files in the zip: send the step files only")
    for entry in archive.infolist():
        # Some programs of Windows write its own separator.
        text = entry.filename.replace("\\", "/")
        name = PurePosixPath(text)
        if ".." in name.parts or name.is_absolute() or ":" in text.split("/")[0]:
            raise RefusedError(f"the zip has a path that leads out of it, {text!r}: pack it again")
        if entry.is_dir() or stat.S_ISLNK(entry.external_attr >> 16):
            continue
        if name in entries:
            raise RefusedError(f"the zip has two files {str(name)!r}: keep one")
        entries[name] = entry

    def read(name: PurePosixPath) -> bytes:
        entry = entries[name]
        if entry.flag_bits & 1:
            raise RefusedError("the zip is locked by a password: pack it without one")
        large = entry.file_size > _RATIO_MATTERS
        if large and entry.file_size > _HIGHEST_RATIO * entry.compress_size:
            raise RefusedError(f"{name.name} unpacks to far more than is in the zip")
        with archive.open(entry) as file:
            # What the zip says of its size can be wrong.
            return file.read(_LARGEST + 1)

    return Bundle(_of_answers(entries), _limited(read, lambda name: entries[name].file_size))


def _limited(
    read: Callable[[PurePosixPath], bytes], size: Callable[[PurePosixPath], int]
) -> Callable[[PurePosixPath], bytes]:
    """Return `read` with limits on the size of a file, and of all that are read."""
    left = _LARGEST_IN_ALL

    def limited(name: PurePosixPath) -> bytes:
        nonlocal left
        content = b"" if size(name) > _LARGEST else read(name)
        left -= len(content)
        if max(size(name), len(content)) > _LARGEST or left < 0:
            raise RefusedError(f"{name.name} is too large: send the step files only")
        return content

    return limited


def _is_skipped(name: str) -> bool:
    return name.startswith(".") or name.casefold() in _SKIPPED


def _of_answers(names: Iterable[PurePosixPath]) -> tuple[PurePosixPath, ...]:
    """Return the paths, in order, that are neither hidden nor in an environment.

    Nor those that cannot be printed: no file of an answer has such a name.
    """
    kept = [
        name for name in names if str(name).isprintable() and not any(map(_is_skipped, name.parts))
    ]
    environments = {name.parent for name in kept if name.name == "pyvenv.cfg"}
    return tuple(sorted(name for name in kept if not environments.intersection(name.parents)))
