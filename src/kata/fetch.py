"""``kata fetch``: get the real Sentinel-2 sample, every file checked by its SHA-256."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from kata.project import DATA, NotAKataError, find_root
from kata.shell import quoted

if TYPE_CHECKING:
    import requests


PRODUCT_NAME = "S2A_MSIL2A_20221116T105321_N0400_R051_T31TCJ_20221116T170958.SAFE"
PRODUCT = "SENTINEL.SAFE"
POLYGONS = "polygons.geojson"
R60M = f"{PRODUCT}/GRANULE/L2A_T31TCJ_A038658_20221116T105603/IMG_DATA/R60m"

CONNECT_SECONDS, READ_SECONDS = 10, 60
CHUNK_BYTES = 2**14  # at most this much is lost when a transfer breaks off


@dataclass(frozen=True)
class SampleFile:
    """One row of the table of files.

    Attributes
    ----------
    path : str
        Place below the folder of the sample, with ``/`` between its parts.
    size : int
        Length in bytes.
    sha256 : str
        SHA-256 of the content, in lower-case hexadecimal.
    text : str or None
        The content itself, in ASCII, when it is too short to be worth a download.
    """

    path: str
    size: int
    sha256: str
    text: str | None = None


FILES = (
    SampleFile(
        f"{PRODUCT}/original_folder_name.txt",
        65,
        "f3c7ed96cfc0c96b2b96f07ae310987b007657c482291586364a56a231fffe41",
        text=PRODUCT_NAME,
    ),
    SampleFile(
        POLYGONS,
        3637,
        "da6d13786a2a2fd8f668164c1aac1b1624091ea58c31c7435024c8fd247c2118",
    ),
    SampleFile(
        f"{R60M}/T31TCJ_20221116T105321_B02_60m.jp2",
        3727188,
        "7beba471f29c88e455540ccedb915668229e1d5868cb8c18c2a7075255d6070f",
    ),
    SampleFile(
        f"{R60M}/T31TCJ_20221116T105321_B03_60m.jp2",
        3771993,
        "0253c6bf9baa2b496b1cfb0850e5343629865ba4b5bd7683b5112cccfdc2d6dc",
    ),
    SampleFile(
        f"{R60M}/T31TCJ_20221116T105321_B04_60m.jp2",
        3749323,
        "e6c3ac238b5d14afe65da4b30a18f47885fbb42b927015c2d5e6cab0537af426",
    ),
    SampleFile(
        f"{R60M}/T31TCJ_20221116T105321_B8A_60m.jp2",
        3740208,
        "e3ea5c05a4b4e66072fc800ef0a606a6fb37b43bb2e13ec63d73535e339209fe",
    ),
    SampleFile(
        f"{R60M}/T31TCJ_20221116T105321_TCI_60m.jp2",
        3771727,
        "33cf834510d2b8d2528da97d328e213e580c426aa72a5f5b4eba4eade5b47d6a",
    ),
)


@dataclass(frozen=True)
class Source:
    """A server that has the sample, or part of it.

    Attributes
    ----------
    product : str
        URL that stands for the ``SENTINEL.SAFE`` folder.
    polygons : str or None
        URL of the polygons; None when the server does not have them.
    """

    product: str
    polygons: str | None = None

    def url(self, file: SampleFile) -> str | None:
        """Return where this server has `file`, or None."""
        if file.path == POLYGONS:
            return self.polygons
        return self.product + file.path.removeprefix(PRODUCT)


_TUTORIAL = (
    "https://raw.githubusercontent.com/ARGANS/training-raster-clipper/"
    "a6c7298074613b5baddd1ba1f706cb92881fc6f0/resources/solution"
)
SOURCES = (
    Source(f"{_TUTORIAL}/example_sentinel_files/{PRODUCT}", f"{_TUTORIAL}/{POLYGONS}"),
    # Tried second: the product as published, which comes without polygons.
    Source(
        "https://storage.googleapis.com/gcp-public-data-sentinel-2/L2/tiles/31/T/CJ/" + PRODUCT_NAME
    ),
)


@dataclass(frozen=True)
class Sample:
    """The real sample on disk.

    Attributes
    ----------
    product : pathlib.Path
        The ``.SAFE`` folder: bands B02, B03, B04, B8A and TCI at 60 m, EPSG:32631.
    polygons : pathlib.Path
        GeoJSON file with the WATER, FOREST and FARM polygons.
    """

    product: Path
    polygons: Path


class FetchError(Exception):
    """The sample could not be fetched; the message is one line that says what to do."""


class _SourceError(Exception):
    """One source does not serve one file; the message is the reason, in a few words."""


def find_sample(folder: Path, files: Sequence[SampleFile] = FILES) -> Sample | None:
    """Return the sample in `folder`, or None unless every file is there with its right size.

    Contents are not read: `fetch_sample` checks them.
    """
    for file in files:
        path = folder / file.path
        if not path.is_file() or path.stat().st_size != file.size:
            return None
    return _sample(folder)


def fetch_sample(
    folder: Path,
    sources: Sequence[Source] = SOURCES,
    files: Sequence[SampleFile] = FILES,
    progress: bool = False,
) -> Sample:
    """Fetch every file of the sample that `folder` does not hold yet.

    A file takes its final name only once its SHA-256 is right. Until then it grows under a
    ``.part`` name beside it, from which an interrupted transfer continues.

    Parameters
    ----------
    folder : pathlib.Path
        Where to write; made when missing.
    sources : sequence of Source
        Servers, tried in order for each file.
    files : sequence of SampleFile
        What to fetch.
    progress : bool
        Whether to draw a progress bar on stderr.

    Returns
    -------
    Sample
        Paths of the product and of the polygons, below `folder`.

    Raises
    ------
    FetchError
        No source serves a file, or `folder` cannot be written.
    """
    for file in files:
        target = folder / file.path
        try:
            origin = _fetch_file(file, target, sources, progress)
        except OSError as error:
            reason = error.strerror or "permission denied"
            raise FetchError(
                f"cannot write {target} ({reason}): make room there, or name another folder"
            ) from error
        click.echo(f"{target.name}: {origin}")
    return _sample(folder)


def _sample(folder: Path) -> Sample:
    return Sample(product=folder / PRODUCT, polygons=folder / POLYGONS)


def _fetch_file(file: SampleFile, target: Path, sources: Sequence[Source], progress: bool) -> str:
    """Make `target` the right file and return, for the user, where it came from."""
    import pooch

    if target.is_file() and pooch.file_hash(str(target)) == file.sha256:
        _part(target).unlink(missing_ok=True)
        return "already there"
    target.parent.mkdir(parents=True, exist_ok=True)
    if file.text is not None:
        _part(target).write_text(file.text, encoding="ascii")
        _part(target).replace(target)
        return "written"

    urls = [url for source in sources if (url := source.url(file))]
    failures = []
    for url in urls:
        server = urlsplit(url).netloc
        try:
            _retrieve(file, url, target, progress)
            return f"fetched from {server}"
        except _SourceError as error:
            failures.append(f"{server}: {error}")
            click.echo(f"{target.name}: not from {failures[-1]}", err=True)
    raise FetchError(
        f"no source serves {target.name} ({'; '.join(failures)}): if you are offline, try again "
        f"later; or download {urls[0]} by hand to {target} and start again for what is left"
    )


def _retrieve(file: SampleFile, url: str, target: Path, progress: bool) -> None:
    """Fetch `file` from `url` into `target`, continuing the part that is there."""
    import pooch

    pooch.get_logger().setLevel("WARNING")  # what it would tell is told here, in fewer words
    part = _part(target)

    def download(url: str, output_file: str, _: object) -> None:
        _download(url, part, file.size, progress)
        part.replace(output_file)

    # An old part may be what is wrong: only a transfer from the first byte is held against `url`.
    for fresh in (False, True) if part.exists() else (True,):
        try:
            pooch.retrieve(
                url, file.sha256, target.name, path=target.parent.absolute(), downloader=download
            )
            return
        except ValueError as error:
            if fresh:
                raise _SourceError("not the expected content, so it was deleted") from error


def _part(target: Path) -> Path:
    return target.with_name(f"{target.name}.part")


def _download(url: str, part: Path, size: int, progress: bool) -> None:
    """Add to `part` what it lacks to hold `size` bytes.

    Raises
    ------
    _SourceError
        The server cannot be reached, answers anything but the file, or breaks off. What had
        come by then stays in `part`.
    """
    from requests import RequestException
    from tqdm import tqdm

    start = part.stat().st_size if part.exists() else 0
    if start >= size:
        return  # complete: its hash decides
    with _get(url, start) as response:
        resumed = response.status_code == 206
        length = response.headers.get("Content-Length")
        if not resumed:
            start = 0
            if length is not None and int(length) != size:
                raise _SourceError(f"{length} bytes instead of {size}")
        with (
            part.open("ab" if resumed else "wb") as out,
            tqdm(
                total=size,
                initial=start,
                desc=part.stem,
                unit="B",
                unit_scale=True,
                leave=False,
                disable=not progress,
            ) as bar,
            suppress(RequestException),  # the length says what is missing
        ):
            for chunk in response.iter_content(CHUNK_BYTES):
                out.write(chunk)
                bar.update(len(chunk))
                if out.tell() > size:
                    break  # not the file, and perhaps endless
    got = part.stat().st_size
    if got < size:
        raise _SourceError(f"broke off after {got} of {size} bytes")


def _get(url: str, start: int) -> requests.Response:
    """Ask for `url` from byte `start`; whole when the server has no such byte."""
    import requests

    # Compressed on the way, neither lengths nor ranges would be those of the file.
    headers = {"Accept-Encoding": "identity"}
    if start:
        headers["Range"] = f"bytes={start}-"
    try:
        response = requests.get(
            url, headers=headers, stream=True, timeout=(CONNECT_SECONDS, READ_SECONDS)
        )
    except requests.RequestException as error:
        raise _SourceError(f"no connection ({type(error).__name__})") from error
    if response.status_code in (200, 206):
        return response
    response.close()
    if response.status_code == 416 and start:
        return _get(url, 0)
    raise _SourceError(f"HTTP {response.status_code} {response.reason}")


@click.command()
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write to. Default: data in the folder of the kata, where step 8 looks for it.",
)
def fetch(folder: Path | None) -> None:
    """Get the real Sentinel-2 sample (19 MB) and its polygons.

    Files that are already there are kept, and an interrupted download continues.
    """
    try:
        folder = folder or find_root() / DATA
    except NotAKataError as error:
        raise click.ClickException(f"{error}, or say where to with --to") from error
    try:
        sample = fetch_sample(folder, progress=sys.stderr.isatty())
    except FetchError as error:
        raise click.ClickException(str(error)) from error
    except KeyboardInterrupt:
        click.echo("Interrupted: the same command continues where it stopped.", err=True)
        sys.exit(130)
    line = quoted("kata", "run", "-r", str(sample.product), "-p", str(sample.polygons))
    click.echo(f"Use it with: {line}")
