"""Find out how a product turns digital numbers (DN) into reflectance.

Reflectance is (DN + offset) / quantification. Since processing baseline 04.00 the offset is
-1000; before, there was none. The steps of the kata apply one fixed pair of values, so a product
with other values must not be classified in silence.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

METADATA = "MTD_MSIL2A.xml"
NAME_NOTE = "original_folder_name.txt"

OFFSET = -1000.0
QUANTIFICATION = 10000.0
FIRST_BASELINE_WITH_OFFSET = 400
# N99xx marks products of test processors: their number says nothing.
FIRST_TEST_BASELINE = 9900

# Spelt band_id in BOA_ADD_OFFSET.
_BANDS = "B01 B02 B03 B04 B05 B06 B07 B08 B8A B09 B10 B11 B12"
BAND_IDS = {band: str(number) for number, band in enumerate(_BANDS.split())}


@dataclass(frozen=True)
class Radiometry:
    """The values of a product, and where they were found.

    Attributes
    ----------
    offsets : frozenset of float
        Offsets of the bands asked for, in DN.
    quantification : float
        DN of a reflectance of 1.
    source : str
        Where the values come from, in a few words.
    """

    offsets: frozenset[float]
    quantification: float
    source: str

    @property
    def is_the_katas(self) -> bool:
        """Whether ``(DN - 1000) / 10000`` is right for every band."""
        return self.offsets == {OFFSET} and self.quantification == QUANTIFICATION


def find_radiometry(product: Path, bands: Sequence[str]) -> Radiometry | None:
    """Return the radiometry of a product folder, from the surest source that knows it.

    In order: its metadata file, its name, the name kept in ``original_folder_name.txt``, the
    baseline inside its true-colour image. None when no source knows.
    """
    found = _from_metadata(product / METADATA, bands)
    if found is not None:
        return found
    for text, source in _names(product):
        baseline = re.search(r"_N(\d\d)\.?(\d\d)(?!\d)", text)
        if baseline and int("".join(baseline.groups())) < FIRST_TEST_BASELINE:
            return _of_baseline(int("".join(baseline.groups())), source)
    return None


def _from_metadata(path: Path, bands: Sequence[str]) -> Radiometry | None:
    try:
        elements = list(ET.parse(path).iter())
    except (OSError, ET.ParseError):
        return None
    # Namespaces change with the version of the format: local names do not.
    local = [(element.tag.rpartition("}")[2], element) for element in elements]
    try:
        # Old products say L2A_BOA_QUANTIFICATION_VALUE.
        quantification = next(
            float(e.text or "") for name, e in local if name.endswith("BOA_QUANTIFICATION_VALUE")
        )
        # The list is absent before 04.00: its absence says "no offset".
        offsets = {
            e.get("band_id"): float(e.text or "") for name, e in local if name == "BOA_ADD_OFFSET"
        }
    except (StopIteration, ValueError):
        return None
    asked = frozenset(offsets.get(BAND_IDS[band], 0.0) for band in bands)
    return Radiometry(asked, quantification, METADATA)


def _names(product: Path) -> Iterator[tuple[str, str]]:
    """Yield texts that may hold the baseline, such as ``_N0400_``, and what they are."""
    yield product.absolute().name, "the product's name"
    yield _product_uri(product / METADATA), METADATA
    note = product / NAME_NOTE
    if note.is_file():
        yield note.read_text(encoding="utf-8", errors="replace"), NAME_NOTE
    for image in sorted(product.glob("GRANULE/*/IMG_DATA/R*m/*_TCI_*m.jp2")):
        yield _embedded_file_id(image), image.name


def _product_uri(path: Path) -> str:
    try:
        elements = ET.parse(path).iter()
    except (OSError, ET.ParseError):
        return ""
    return next((e.text or "" for e in elements if e.tag.endswith("PRODUCT_URI")), "")


def _embedded_file_id(image: Path) -> str:
    """Return the File_ID in the XML box of a true-colour image, which ends in ``_N04.00``."""
    import rasterio
    from rasterio.errors import RasterioIOError

    try:
        with rasterio.open(image) as raster:
            boxes = "".join(raster.tags(ns="xml:BOX_0").values())
    except RasterioIOError:
        return ""
    found = re.search(r"<File_ID>([^<]*)</File_ID>", boxes)
    return found[1] if found else ""


def _of_baseline(baseline: int, source: str) -> Radiometry:
    offset = OFFSET if baseline >= FIRST_BASELINE_WITH_OFFSET else 0.0
    number = f"baseline {baseline // 100:02}.{baseline % 100:02}"
    return Radiometry(frozenset({offset}), QUANTIFICATION, f"{number} in {source}")
