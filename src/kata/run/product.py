"""Find a Sentinel-2 Level-2A product from whatever path a user gives, and its bands."""

from __future__ import annotations

import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from kata.errors import RunError
from kata.run.radiometry import BAND_IDS, METADATA, NAME_NOTE

if TYPE_CHECKING:
    from rasterio.crs import CRS

RESOLUTIONS = (10, 20, 60)
# B10 sees nothing but cirrus, and is dropped when the atmosphere is corrected for.
BANDS = tuple(band for band in BAND_IDS if band != "B10")

_IMAGE = re.compile(r"GRANULE/([^/]+)/IMG_DATA/R(\d\d)m/[^/]*_(B\d[\dA]|TCI)_\2m\.jp2")
_LOOKED_FOR = "GRANULE/*/IMG_DATA/R60m/*_B04_60m.jp2"


@dataclass(frozen=True)
class Grid:
    """Where the pixels of a raster lie.

    Attributes
    ----------
    crs : rasterio.crs.CRS
        Coordinate reference system.
    bounds : tuple of float
        West, south, east and north edge, in the units of the CRS.
    """

    crs: CRS
    bounds: tuple[float, float, float, float]


@dataclass(frozen=True)
class Product:
    """A product on disk.

    Attributes
    ----------
    folder : pathlib.Path
        The folder that holds ``GRANULE``; a temporary one for a zip file.
    shown : pathlib.Path
        What a user knows it by: the same folder, or the zip file.
    bands : dict of str to pathlib.Path
        The file of each band asked for.
    """

    folder: Path
    shown: Path
    bands: dict[str, Path]

    def grid(self) -> Grid:
        """Read where the pixels of the first band lie.

        Raises
        ------
        RunError
            The file has no CRS.
        """
        import rasterio

        path = next(iter(self.bands.values()))
        with rasterio.open(path) as raster:
            if raster.crs is None:
                raise RunError(f"{path} has no CRS: download the product again")
            return Grid(raster.crs, tuple(raster.bounds))


def check_bands(names: Sequence[str]) -> tuple[str, ...]:
    """Return band names in capitals, or raise RunError for unknown or repeated ones."""
    bands = tuple(name.strip().upper() for name in names)
    for band in bands:
        if band not in BANDS:
            raise RunError(
                f"{band!r} is no band of a Level-2A product: choose among {_list(BANDS)}"
            )
        if bands.count(band) > 1:
            raise RunError(f"band {band} is asked for twice: name each band once")
    return bands


@contextmanager
def open_product(path: Path, resolution: int, bands: Sequence[str]) -> Iterator[Product]:
    """Find the product at `path` and check that its bands can be read.

    Parameters
    ----------
    path : pathlib.Path
        A ``.SAFE`` folder, a zip file of one, a folder that holds exactly one, or anything inside
        one.
    resolution : {10, 20, 60}
        Pixel size in metres.
    bands : sequence of str
        Names as in `BANDS`.

    Yields
    ------
    Product
        Valid within the ``with`` block: files taken out of a zip are removed after it.

    Raises
    ------
    RunError
        There is no product, it is not Level-2A, a band is not there or cannot be read.
    """
    if not path.exists():
        raise RunError(f"there is no {path}: give the .SAFE folder of a product, or its zip file")
    if path.is_file() and (zipfile.is_zipfile(path) or path.suffix.lower() == ".zip"):
        with _extracted(path, resolution, bands) as product:
            _check_readable(product)
            yield product
        return
    folder = _find_folder(path)
    _check_same_resolution(path, folder, resolution)
    files = _choose(_below(folder), folder, resolution, bands)
    product = Product(folder, folder, {band: folder / file for band, file in files.items()})
    _check_readable(product)
    yield product


def _find_folder(path: Path) -> Path:
    """Return the folder that holds GRANULE: at `path`, above it, or just below it."""
    for folder in (path, *path.absolute().parents):
        if (folder / "GRANULE").is_dir():
            return folder
    if path.is_file():
        raise RunError(f"{path} is no product: give the .SAFE folder of a product, or its zip file")
    inside = sorted(child for child in path.glob("*.SAFE") if child.is_dir())
    if len(inside) > 1:
        names = _list(child.name for child in inside)
        raise RunError(f"{path} holds {len(inside)} products: choose one of {names}")
    if inside and (inside[0] / "GRANULE").is_dir():
        return inside[0]
    if any(path.glob("*_B*_*m.jp2")):
        raise RunError(
            f"{path} holds bands outside their product: "
            f"put them back into a .SAFE folder as {_LOOKED_FOR}"
        )
    raise RunError(f"{path} is no product: looked for {_LOOKED_FOR} in it, and for a .SAFE folder")


def _check_same_resolution(path: Path, folder: Path, resolution: int) -> None:
    """Raise RunError when the path leads into the folder of another resolution."""
    whole, above = path.absolute(), folder.absolute()
    inner = whole.relative_to(above) if above in whole.parents else Path()
    for part in inner.parts:
        if re.fullmatch(r"R\d\dm", part) and part != f"R{resolution}m":
            raise RunError(
                f"{path} lies in {part} but the resolution is {resolution}: "
                f"add --resolution {part[1:3]}, or give {folder}"
            )


def _below(folder: Path) -> list[str]:
    """List the images and the metadata of a product, relative to its folder."""
    found = [*folder.glob("GRANULE/*/IMG_DATA/R*m/*.jp2"), *folder.glob("MTD_*.xml")]
    return sorted(
        [path.relative_to(folder).as_posix() for path in found]
        # Level-1C has no folder per resolution.
        + [f"GRANULE/{path.name}/" for path in folder.glob("GRANULE/*") if path.is_dir()]
    )


def _choose(
    files: Iterable[str], shown: Path, resolution: int, bands: Sequence[str]
) -> dict[str, str]:
    """Return the file of each band, out of the names of all files of a product."""
    files = list(files)
    granules = {file.split("/")[1] for file in files if file.startswith("GRANULE/")} - {""}
    level_1c = "MSIL1C" in shown.name or any("MTD_MSIL1C" in file for file in files)
    if level_1c or any(granule.startswith("L1C_") for granule in granules):
        raise RunError(f"{shown} is a Level-1C product: download the Level-2A one (MSIL2A)")
    if len(granules) > 1:
        raise RunError(f"{shown} holds {len(granules)} tiles: download a product of one tile")

    there: dict[int, dict[str, str]] = {}
    for file in files:
        image = _IMAGE.fullmatch(file)
        if image and image[3] != "TCI":
            there.setdefault(int(image[2]), {})[image[3]] = file
    if not there:
        raise RunError(f"{shown} has no bands: looked for {_LOOKED_FOR} in it")

    here = there.get(resolution, {})
    for band in bands:
        if band not in here:
            raise RunError(
                f"{shown} has no {band} at {resolution} m: {_where(band, there, resolution)}"
            )
    return {band: here[band] for band in bands}


def _where(band: str, there: dict[int, dict[str, str]], resolution: int) -> str:
    others = [f"{size} m" for size, names in sorted(there.items()) if band in names]
    elsewhere = f"{band} is there at {_list(others)}" if others else "nor at any other resolution"
    here = _list(sorted(there.get(resolution, ()))) or "no bands"
    return f"{elsewhere}; at {resolution} m are {here}"


@contextmanager
def _extracted(path: Path, resolution: int, bands: Sequence[str]) -> Iterator[Product]:
    """Take the files that a run needs out of a zip file, into a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="kata-", ignore_cleanup_errors=True) as temporary:
        try:
            with zipfile.ZipFile(path) as archive:
                names = archive.namelist()
                root = _root_in_zip(path, names)
                below = f"{root}/"
                inside = [name.removeprefix(below) for name in names if name.startswith(below)]
                files = _choose(inside, path, resolution, bands)
                for file in {*files.values(), *_metadata(inside)}:
                    archive.extract(f"{root}/{file}", temporary)
        # RuntimeError: a zip file with a password.
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
            raise RunError(f"{path} is damaged ({error}): download it again") from error
        folder = Path(temporary, root)
        yield Product(folder, path, {band: folder / file for band, file in files.items()})


def _root_in_zip(path: Path, names: Iterable[str]) -> str:
    """Return the one ``.SAFE`` folder of a zip file, with the folders around it."""
    roots = set()
    for name in names:
        parts = PurePosixPath(name).parts
        depth = next((i for i, part in enumerate(parts) if part.endswith(".SAFE")), None)
        # macOS puts a folder of its own notes into zip files.
        if depth is not None and parts[0] != "__MACOSX":
            roots.add("/".join(parts[: depth + 1]))
    if len(roots) > 1:
        raise RunError(f"{path} holds {len(roots)} products: unzip it and choose one")
    if not roots:
        raise RunError(f"{path} holds no .SAFE folder: give the zip file of a product")
    return roots.pop()


def _metadata(files: Sequence[str]) -> list[str]:
    """Choose what tells the radiometry; the true-colour image only where nothing else does."""
    texts = [file for file in files if file in (METADATA, NAME_NOTE)]
    images = [file for file in files if "_TCI_" in file and _IMAGE.fullmatch(file)]
    return texts or sorted(images)[-1:]


def _check_readable(product: Product) -> None:
    """Raise RunError for a band that GDAL cannot decode to its end."""
    import rasterio
    from rasterio.errors import RasterioIOError

    # With more threads GDAL gives garbage for a truncated file, and raises nothing.
    with rasterio.Env(GDAL_NUM_THREADS="1"):
        for path in product.bands.values():
            try:
                with rasterio.open(path) as raster:
                    # Touches every tile of the file, but decodes little of each.
                    small = (max(1, raster.height // 16), max(1, raster.width // 16))
                    raster.read(1, out_shape=small)
            except RasterioIOError as error:
                said = str(error.__cause__ or error)
                raise RunError(
                    f"{path} cannot be read: download the product again ({said})"
                ) from error


def _list(names: Iterable[str]) -> str:
    return ", ".join(names)
