"""``kata doctor``: see that everything the kata needs is here and works."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import click

from kata.project import NotAKataError, find_root, load_steps

_PACKAGE = "sentinel2-kata"
_INSTALL = "python -m pip install -e ."
_JPEG2000 = ("JP2OpenJPEG", "JP2KAK", "JP2ECW", "JP2MrSID")
_MEMORY_MB = 1000  # the whole pipeline on the real sample at 60 m takes half of it


@dataclass(frozen=True)
class Finding:
    """What one look came to.

    Attributes
    ----------
    what : str
        What was looked at.
    cure : str
        What mends it; empty when nothing is wrong.
    """

    what: str
    cure: str = ""


@click.command()
def doctor() -> None:
    """Check Python, the libraries, their data and this folder, and say how to mend them."""
    findings = [finding for look in LOOKS for finding in look()]
    for finding in findings:
        mark, colour = ("no", "red") if finding.cure else ("ok", "green")
        click.echo(f"{click.style(mark, fg=colour)}  {finding.what}")
        if finding.cure:
            click.echo(f"    to mend it: {finding.cure}")
    wrong = sum(bool(finding.cure) for finding in findings)
    if wrong:
        raise click.ClickException(f"{wrong} of {len(findings)} are not in order")
    click.echo("everything is in order")


def python() -> Iterator[Finding]:
    """Look at the version of Python."""
    version = ".".join(map(str, sys.version_info[:3]))
    cure = "" if sys.version_info >= (3, 11) else "install Python 3.11 or newer"
    yield Finding(f"Python {version}, {sys.executable}", cure)


def packages() -> Iterator[Finding]:
    """Look at each package that the kata asks for."""
    from packaging.requirements import Requirement

    try:
        wanted = metadata.requires(_PACKAGE) or []
    except metadata.PackageNotFoundError:
        yield Finding("the kata is not installed", _INSTALL)
        return
    for requirement in map(Requirement, wanted):
        if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
            continue  # for another system, or of an extra
        try:
            version = metadata.version(requirement.name)
        except metadata.PackageNotFoundError:
            yield Finding(f"{requirement.name} is missing", _INSTALL)
            continue
        fits = requirement.specifier.contains(version, prereleases=True)
        asked = "" if fits else f", but {requirement.specifier} is asked for"
        yield Finding(f"{requirement.name} {version}{asked}", "" if fits else _INSTALL)


def gdal() -> Iterator[Finding]:
    """Look whether GDAL reads the format of the bands."""
    try:
        import rasterio
        from rasterio.env import Env
    except ImportError as error:
        yield Finding(f"rasterio cannot be imported: {error}", _reinstall("rasterio"))
        return
    with Env() as env:
        reads = [name for name in _JPEG2000 if name in env.drivers()]
    said = f"GDAL {rasterio.__gdal_version__} reads JPEG 2000: {', '.join(reads) or 'no'}"
    yield Finding(said, "" if reads else _reinstall("rasterio"))


def proj() -> Iterator[Finding]:
    """Look whether PROJ finds its data, by moving the corner of a tile."""
    try:
        import pyproj

        move = pyproj.Transformer.from_crs(4326, 32631, always_xy=True)
        east, north = move.transform(3.0, 0.0)
    except Exception as error:
        said = f"PROJ cannot go from EPSG:4326 to EPSG:32631: {type(error).__name__}"
        others = [name for name in ("PROJ_LIB", "PROJ_DATA") if name in os.environ]
        cure = f"unset {' '.join(others)}" if others else _reinstall("pyproj")
        yield Finding(said, cure)
        return
    # 3 degrees east on the equator is the middle of zone 31, by definition.
    right = abs(east - 500_000) < 1e-3 and abs(north) < 1e-3
    yield Finding(f"PROJ {pyproj.proj_version_str}", "" if right else _reinstall("pyproj"))


def folder() -> Iterator[Finding]:
    """Look whether this is a kata, and whether files can be written where they have to be."""
    try:
        root = find_root()
        load_steps(root)
    except NotAKataError as error:
        yield Finding("no kata here", str(error))
        return
    yield Finding(f"kata in {root}")
    for place in (root / "exercises", Path.cwd(), Path(tempfile.gettempdir())):
        try:
            with tempfile.TemporaryFile(dir=place):
                yield Finding(f"files can be written in {place}")
        except OSError as error:
            cure = f"give yourself the right to write there, or go elsewhere ({error.strerror})"
            yield Finding(f"no file can be written in {place}", cure)


def memory() -> Iterator[Finding]:
    """Look at the memory, where the system tells."""
    try:
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**20
    except (AttributeError, ValueError, OSError):
        return
    cure = "" if size >= _MEMORY_MB else "close other programs before step 8 and kata run"
    yield Finding(f"{size / 1024:.1f} GB of memory", cure)


def git() -> Iterator[Finding]:
    """Look for git, which brings stubs back."""
    found = shutil.which("git")
    yield Finding(f"git: {found or 'not found'}", "" if found else "install git (for kata reset)")


LOOKS = (python, packages, gdal, proj, folder, memory, git)


def _reinstall(package: str) -> str:
    return f"python -m pip install --force-reinstall --only-binary :all: {package}"
