"""Let an answer write a file, and say where it went when it is not where it was asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kata.grading.failure import named

if TYPE_CHECKING:
    from kata.grading.caller import StepCaller
    from kata.grading.expect import Expect

_LARGEST = 100_000_000  # bytes: what the scenes come to is a thousandth of it
_MOST_PIXELS = 200_000_000  # of all bands; a whole tile has 120 million


def write_file(step: StepCaller, expect: Expect, path: Path, *args: Any) -> None:
    """Call a step with `args`, and end the check unless there is a file at `path` afterwards."""
    __tracebackhide__ = True
    before = set(path.parent.iterdir())
    result = step(*args)
    if path.is_symlink():
        expect.stop("a link was written, not a file", expected=f"a file {path.name}")
    if path.is_file() and path.stat().st_size > _LARGEST:
        size = path.stat().st_size
        expect.stop(f"the file has {size / 1e6:.0f} MB", expected="a small file", got=path.name)
    if path.is_file():
        return
    beside = sorted(file.name for file in set(path.parent.iterdir()) - before - {path})
    working = sorted(file.name for file in step.scratch.rglob("*") if file.is_file())
    said = "no file was written at the path given"
    if len(beside) > 1:
        said = named("several-files", f"{len(beside)} files were written instead of one")
    elif beside:
        said = named("path-changed", f"the file was written as {beside[0]}, another name")
    elif path.name in working:
        said = named(
            "folder-ignored",
            f"the file was written to the working directory as {path.name}: its folder is lost",
        )
    elif working:
        said = named(
            "path-ignored", f"the file was written to the working directory as {working[0]}"
        )
    elif result is not None:
        said = named("not-written", "no file was written: the result was returned instead")
    expect.stop(said, expected=f"a file {path.name}", got=", ".join(beside[:3]))


def first_band(file: Any) -> Any:
    """Return the pixels of the first band of an opened raster.

    A file of a kilobyte can say that it has more pixels than there is memory.

    Raises
    ------
    rasterio.errors.RasterioIOError
        They cannot be read, or are more than any map has.
    """
    import rasterio

    if file.width * file.height * file.count > _MOST_PIXELS:
        raise rasterio.errors.RasterioIOError(f"{file.width} x {file.height} pixels")
    return file.read(1)
