"""Recognise a known mistake in a raster by comparing it with transformed expectations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from kata.grading.failure import Array, named

# A fifth of the step between neighbouring DN (1e-4): float32 rounding and the order of the
# operations pass, a wrong DN or half precision does not.
REFLECTANCE_TOLERANCE = 2e-5

_ROUNDING = 1e-6  # of float32, relative to the value

# A transformed expectation is only a diagnosis when it says something: enough pixels, not all
# the same.
_FEWEST_PIXELS = 6
_SMALLEST_SCALE = 1e-3


def same(got: Array, expected: Array, tolerance: float = 0.0) -> bool:
    """Whether two arrays have the same shape, the same NaN and the same values."""
    if got.shape != expected.shape:
        return False
    if got.dtype.kind == "f" or expected.dtype.kind == "f":
        return bool(np.allclose(got, expected, rtol=_ROUNDING, atol=tolerance, equal_nan=True))
    return bool(np.array_equal(got, expected))


def in_order(table: Array) -> Array:
    """Return the rows of a table in an order that does not depend on theirs."""
    # Reflectance has four decimals: rounded so, equal tables sort alike.
    rows: Array = table[np.lexsort(table.round(4).T[::-1])]
    return rows


def differing(got: Array, expected: Array, tolerance: float = 0.0) -> Array:
    """Return where two arrays of one shape differ, as a boolean array."""
    if got.dtype.kind == "f" or expected.dtype.kind == "f":
        return ~np.isclose(got, expected, rtol=_ROUNDING, atol=tolerance, equal_nan=True)
    return np.asarray(got != expected)


def diagnose(
    got: Array,
    expected: Array,
    *,
    name: str,
    tolerance: float = 0.0,
    lookalikes: Mapping[str, Array] | None = None,
    bands: Sequence[str] = (),
    labels: Mapping[int, str] | None = None,
    agreement: float = 1.0,
) -> str:
    """Name the mistake that turns `expected` into `got`.

    Parameters
    ----------
    got, expected : numpy.ndarray
        Rasters with dims (y, x) or (band, y, x).
    name : str
        What the raster is, such as "mask"; the diagnosis begins with it.
    tolerance : float
        Largest difference that counts as equal.
    lookalikes : mapping of str to numpy.ndarray
        Results of known mistakes: what to say (`named`), and the array the mistake gives.
    bands : sequence of str
        Names of the bands of `expected`, when it has three dims.
    labels : mapping of int to str
        Name of each class id, when the raster holds class ids.
    agreement : float
        Share of the wrong pixels that a known mistake has to explain: a model errs now and then.

    Returns
    -------
    str
        One sentence without a full stop (`named`), or "" when no known mistake explains the
        result.
    """

    def alike(candidate: Array) -> bool:
        if same(candidate, expected, tolerance) or candidate.shape != got.shape:
            return False
        wrong = (
            differing(got, expected, tolerance).sum() if got.shape == expected.shape else got.size
        )
        unexplained = differing(got, candidate, tolerance).sum()
        return bool(unexplained <= (1 - agreement) * wrong)

    for said, candidate in (lookalikes or {}).items():
        if alike(candidate):
            return said
    for cause, said, candidate in _moved(expected):
        if alike(candidate):
            return named(cause, f"the {name} {said}")
    if got.shape != expected.shape:
        return ""
    if expected.dtype.kind == "b":
        return _shifted(got, expected, name, tolerance)
    if labels is not None:
        if got.dtype.kind == "f" and np.isnan(got).any():
            return named("nan-as-class", f"the {name} has NaN, which is no class id")
        return relabelled(got, expected, name, labels) or _shifted(got, expected, name, tolerance)
    return (
        _reordered(got, expected, name, tolerance, bands)
        or _linear(got, expected, name, tolerance)
        or _shifted(got, expected, name, tolerance)
    )


def _moved(expected: Array) -> Iterator[tuple[str, str, Array]]:
    """Flips, turns and transposes of the last two axes, each with its name and sentence."""
    y, x = expected.shape[-2:]
    lead = expected.shape[:-2]
    swapped = expected.swapaxes(-1, -2)
    south_first = "is upside down: its first row is the southernmost one"
    yield "upside-down", south_first, expected[..., ::-1, :]
    east_first = "is mirrored: its first column is the easternmost one"
    yield "mirrored", east_first, expected[..., ::-1]
    yield "turned", "is turned by 180 degrees", expected[..., ::-1, ::-1]
    x_first = "has rows and columns swapped: it is (x, y) instead of (y, x)"
    yield "transposed", x_first, swapped
    yield "turned", "is turned by 90 degrees", swapped[..., ::-1]
    yield "turned", "is turned by 90 degrees", swapped[..., ::-1, :]
    scrambled = "is scrambled: values in (x, y) order were reshaped to (y, x)"
    yield "scrambled", scrambled, swapped.reshape(*lead, y, x)
    yield "scrambled", scrambled, expected.reshape(*lead, x, y).swapaxes(-1, -2)
    reshaped = "is scrambled: values in (y, x) order were reshaped to (x, y)"
    yield "scrambled", reshaped, expected.reshape(*lead, x, y)
    if lead:
        bands_last = "has the bands last: dims are (y, x, band)"
        yield "bands-last", bands_last, np.moveaxis(expected, 0, -1)


def _reordered(
    got: Array, expected: Array, name: str, tolerance: float, bands: Sequence[str]
) -> str:
    """Recognise bands in another order, or one band in the place of another."""
    if expected.ndim != 3 or len(bands) != len(expected):
        return ""
    found = []
    for band in got:
        match = [n for n, e in zip(bands, expected, strict=True) if same(band, e, tolerance)]
        if not match:
            return ""
        found.append(match[0])
    if found == list(bands):
        return ""
    order = ", ".join(found)
    return named("bands-order", f"the {name} has the bands in another order: {order}")


def _linear(got: Array, expected: Array, name: str, tolerance: float) -> str:
    """Recognise a wrong offset or scale: got = scale * expected + offset."""
    both = np.isfinite(got) & np.isfinite(expected)
    if both.sum() < _FEWEST_PIXELS:
        return ""
    g, e = got[both].astype(float), expected[both].astype(float)
    if np.ptp(e) == 0:
        return ""
    scale, offset = np.polyfit(e, g, 1)
    if not np.allclose(scale * e + offset, g, rtol=1e-5, atol=10 * tolerance):
        return ""
    if abs(scale - 1) < 1e-4:
        if abs(offset) <= tolerance:
            return ""
        return named("offset", f"the {name} is off by {offset:+.4g} everywhere")
    if abs(offset) <= max(tolerance, 1e-6 * abs(scale)):
        return named("scale", f"the {name} is {scale:.5g} times what it should be")
    if abs(scale) < 1e-9:
        return named("constant", f"the {name} is the same everywhere")
    if abs(scale) < _SMALLEST_SCALE:
        return ""  # these are other values, of which some hardly vary
    said = f"the {name} is {scale:.4g} times what it should be, and off by {offset:+.4g}"
    return named("scale-and-offset", said)


def _shifted(got: Array, expected: Array, name: str, tolerance: float) -> str:
    """Recognise a shift by one or two whole pixels."""
    y, x = expected.shape[-2:]
    steps = [(r, c) for r in (0, -1, 1, -2, 2) for c in (0, -1, 1, -2, 2) if (r, c) != (0, 0)]
    for rows, columns in steps:
        if abs(rows) >= y or abs(columns) >= x:
            continue
        ours = expected[
            ...,
            max(0, -rows) : y - max(0, rows),
            max(0, -columns) : x - max(0, columns),
        ]
        theirs = got[
            ...,
            max(0, rows) : y - max(0, -rows),
            max(0, columns) : x - max(0, -columns),
        ]
        if ours.size < _FEWEST_PIXELS or len(np.unique(ours)) < 2:
            continue
        if same(theirs, ours, tolerance):
            return named("shifted", f"the {name} is shifted by {_way(rows, columns)}")
    return ""


def _way(rows: int, columns: int) -> str:
    ways = []
    if rows:
        ways.append(f"{abs(rows)} row{'s' * (abs(rows) > 1)} {'down' if rows > 0 else 'up'}")
    if columns:
        side = "right" if columns > 0 else "left"
        ways.append(f"{abs(columns)} column{'s' * (abs(columns) > 1)} to the {side}")
    return " and ".join(ways)


def relabelled(got: Array, expected: Array, name: str, labels: Mapping[int, str]) -> str:
    """Recognise class ids that were exchanged, or replaced one for one."""
    pairs = {
        int(label): np.unique(got[expected == label]).tolist()
        for label in np.unique(expected).tolist()
    }
    if any(len(found) != 1 for found in pairs.values()):
        return ""
    became = {label: int(found[0]) for label, found in pairs.items()}
    wrong = {label: found for label, found in became.items() if label != found}
    if set(wrong) == {0}:
        said = f"the {name} has {became[0]} where 0 is expected"
        return named("background", said)
    if not wrong or len(set(became.values())) < len(became):
        return ""
    names = {label: labels.get(label, f"id {label}") for label in became}
    for label, found in wrong.items():
        if wrong.get(found) == label and len(wrong) == 2 and label < found:
            said = f"the ids of {names[label]} and {names.get(found)} are swapped"
            return named("ids-swapped", said)
    ids = sorted(found for label, found in became.items() if label != 0)
    if ids == list(range(len(ids))):
        said = f"the {name} counts the classes from 0 instead of giving their ids"
        return named("ids-from-0", said)
    if ids == list(range(1, len(ids) + 1)):
        said = f"the {name} numbers the classes 1, 2, 3... instead of giving their ids"
        return named("ids-from-1", said)
    changes = ", ".join(f"{names[label]} became {found}" for label, found in wrong.items())
    return named("ids-other", f"the {name} has other ids: {changes}")
