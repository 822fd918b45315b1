"""Turn what the steps return into RGB pictures, no larger than a screen can show.

Nothing is copied at full size: a scene is thinned out first.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import cycle
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import xarray as xr
    from geopandas import GeoDataFrame

TRUE_COLOUR = ("B04", "B03", "B02")
FALSE_COLOUR = ("B8A", "B04", "B03")  # vegetation in red

SHOWN_PIXELS = 1200
NO_CLASS = "#ececec"
UNKNOWN = "#ff00ff"  # an id that the mapping does not have
NO_DATA = (0.85, 0.85, 0.85)
PALETTE = ("#4477aa", "#228833", "#ccbb44", "#ee6677", "#aa3377", "#66ccee", "#bb5500", "#332288")

Colors = Mapping[str, str]


def class_colors(polygons: GeoDataFrame) -> dict[str, str]:
    """Return a colour for each class: of the column ``color`` where it is one, else our own."""
    from matplotlib.colors import is_color_like

    spare = cycle(PALETTE)
    colors = {}
    for name, rows in polygons.groupby("class", sort=False):
        own = [c for c in rows.get("color", ()) if isinstance(c, str) and is_color_like(c)]
        colors[str(name)] = own[0] if own else next(spare)
    return colors


def band_picture(rasters: xr.DataArray) -> tuple[np.ndarray, str]:
    """Return an RGB picture (y, x, 3) of the bands, from 0 to 1, and what it shows."""
    names = [str(band) for band in rasters["band"].values]
    if set(TRUE_COLOUR) <= set(names):
        bands, what = TRUE_COLOUR, "true colour"
    elif set(FALSE_COLOUR) <= set(names):
        bands, what = FALSE_COLOUR, "false colour"
    else:
        bands, what = (names[0],) * 3, "one band"
    image = np.dstack([_averaged(rasters.values[names.index(band)]) for band in bands])
    # One stretch for the bands of a true colour picture, or its colours would not be true.
    groups = [slice(None)] if what == "true colour" else [slice(i, i + 1) for i in range(3)]
    for group in groups:
        image[..., group] = _stretched(image[..., group])
    image[np.isnan(image).any(axis=2)] = NO_DATA
    return image, f"{what} ({', '.join(dict.fromkeys(bands))})"


def _stretched(values: np.ndarray) -> np.ndarray:
    """Spread values from 0 to 1 between their 2nd and 98th percentile; NaN stays NaN."""
    valid = values[np.isfinite(values)]
    low, high = np.percentile(valid, (2, 98)) if valid.size else (0.0, 0.0)
    if high <= low:
        return np.where(np.isfinite(values), 0.5, np.nan)
    clipped: np.ndarray = np.clip((values - low) / (high - low), 0, 1)
    return clipped


def block_size(shape: tuple[int, ...]) -> int:
    """Return how many pixels become one, so that a picture holds `SHOWN_PIXELS` at most."""
    return max(1, -(-max(shape[-2:]) // SHOWN_PIXELS))


def thinned(array: np.ndarray) -> np.ndarray:
    """Return a view (..., y, x) of every n-th pixel."""
    step = block_size(array.shape)
    return array[..., ::step, ::step]


def _averaged(band: np.ndarray) -> np.ndarray:
    """Return the means of blocks of n by n pixels of a band (y, x)."""
    step = block_size(band.shape)
    rows, columns = (size // step for size in band.shape)
    blocks = band[: rows * step, : columns * step].reshape(rows, step, columns, step)
    means: np.ndarray = blocks.mean(axis=(1, 3))
    return means


def class_picture(labels: np.ndarray, mapping: Mapping[str, int], colors: Colors) -> np.ndarray:
    """Return an RGB picture (y, x, 3) of class ids in the colours of their classes."""
    from matplotlib.colors import to_rgb

    labels = thinned(labels)
    image = np.full((*labels.shape, 3), to_rgb(UNKNOWN))
    image[labels == 0] = to_rgb(NO_CLASS)
    for name, number in mapping.items():
        image[labels == number] = to_rgb(colors.get(str(name), UNKNOWN))
    return image
