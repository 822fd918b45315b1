"""Write files so that a reader never meets half of one."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from glob import escape
from pathlib import Path

from kata.errors import RunError


def prepare_output(path: Path, cure: str = "") -> None:
    """Make the folder of an output, and raise RunError unless a file can be written there.

    Parameters
    ----------
    path : pathlib.Path
        The output.
    cure : str
        What a user can do about it; by default, to write the file elsewhere.
    """
    cure = cure or f"write {path.name} elsewhere"
    if path.is_dir():
        raise RunError(f"{path} is a folder: name a file to write")
    folder = path.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Asking the file system is surer than reading permissions.
        with tempfile.TemporaryFile(dir=folder):
            pass
    except (FileExistsError, NotADirectoryError) as error:
        raise RunError(f"{folder} is not a folder: {cure}") from error
    except OSError as error:
        raise RunError(f"{folder} cannot be written ({error.strerror}): {cure}") from error


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a temporary path beside `path`, and move it there when the block ends well.

    Nothing is left of it when the block raises. The suffix is the same, because libraries
    choose the format by it.

    Raises
    ------
    RunError
        The block wrote no file, or `path` cannot be replaced.
    """
    part = path.with_name(f".{path.stem}.part-{secrets.token_hex(4)}{path.suffix}")
    try:
        yield part
        if not part.is_file():
            raise RunError(f"nothing was written to {path}")
        try:
            part.replace(path)
        except OSError as error:
            raise RunError(
                f"{path} cannot be replaced ({error.strerror}): close it where it is open"
            ) from error
    finally:
        # GDAL may have put an .aux.xml beside.
        for left in path.parent.glob(f"{escape(part.name)}*"):
            left.unlink()
