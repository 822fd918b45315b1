"""Draw failed rasters: what was expected, what came, and where they differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from kata.run.outputs import replacing
from kata.run.pictures import NO_CLASS, NO_DATA, PALETTE, UNKNOWN, thinned

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from kata.grading.failure import Array, Comparison

WRONG = "#d62728"
_MANY = 12  # classes that a legend can hold
_SEEN = 200  # pixels across that a panel can show one by one


def draw_failed(comparison: Comparison, title: str, target: Path) -> None:
    """Write a PNG of two rasters that differ, side by side, and of where they differ.

    Parameters
    ----------
    comparison : Comparison
        The rasters.
    title : str
        What to say of them.
    target : pathlib.Path
        PNG file; its folder is made.
    """
    from matplotlib.figure import Figure

    expected, got, wrong = comparison.shown()
    height = 3.4 * wrong.shape[0] / wrong.shape[1]
    # Made without pyplot, a figure needs no display.
    figure = Figure(figsize=(11, min(max(height, 1.5), 8) + 2.2))
    # Room between the last easting of a panel and the first of the next.
    figure.set_layout_engine("compressed", wspace=0.08)
    figure.suptitle(f"{title}\n{comparison.title}: {wrong.sum()} of {wrong.size} pixels differ")
    panels = figure.subplots(1, 3, sharex=True, sharey=True)
    pair = thinned(expected), thinned(got)
    if comparison.labels is not None or expected.dtype.kind == "b":
        labels = comparison.labels or {0: "false", 1: "true"}
        colours = _classes(figure, labels, pair)
        for axes, values, name in zip(panels, pair, ("expected", "got"), strict=False):
            _show(axes, colours(values), name, comparison)
    else:
        _values(figure, panels, pair, comparison)
    # A pixel that stands for others is wrong if any of them is, or it would not be seen.
    step = -(-max(wrong.shape) // _SEEN)
    rows, columns = (np.arange(0, side, step) for side in wrong.shape)
    some = np.add.reduceat(np.add.reduceat(wrong, rows, axis=0), columns, axis=1) > 0
    _show(panels[2], np.where(some[..., None], _rgb(WRONG), 0.93), "differs", comparison)
    panels[0].set_ylabel(f"northing (m)\nEPSG:{comparison.grid.epsg}")
    target.parent.mkdir(parents=True, exist_ok=True)
    with replacing(target) as part:
        figure.savefig(part, dpi=100, bbox_inches="tight")


def _show(axes: Axes, image: Array, name: str, comparison: Comparison) -> None:
    rows, columns = comparison.wrong.shape[-2:]
    west, north = comparison.grid.transform * (0, 0)
    east, south = comparison.grid.transform * (columns, rows)
    axes.set_title(name)
    axes.ticklabel_format(useOffset=False, style="plain")
    axes.set_xlabel("easting (m)")
    axes.locator_params(axis="x", nbins=3)
    axes.locator_params(axis="y", nbins=6)
    axes.imshow(image, extent=(west, east, south, north), interpolation="nearest")


def _rgb(colour: str) -> tuple[float, float, float]:
    from matplotlib.colors import to_rgb

    return to_rgb(colour)


def _classes(figure: Figure, labels: Mapping[int, str], pair: tuple[Array, Array]) -> Any:
    """Return what turns class ids into colours, and put the legend under the figure."""
    from matplotlib.patches import Patch

    named = [number for number in labels if number]
    colours = {number: PALETTE[place % len(PALETTE)] for place, number in enumerate(named)}
    colours[0] = NO_CLASS
    entries = [
        Patch(color=colours[number], label=labels[number]) for number in list(labels)[:_MANY]
    ]
    if not all(np.isin(values, list(colours)).all() for values in pair):
        entries.append(Patch(color=UNKNOWN, label="other values"))
    figure.legend(handles=entries, loc="outside lower center", ncols=len(entries), frameon=False)

    def coloured(values: Array) -> Array:
        image = np.empty((*values.shape, 3))
        image[:] = _rgb(UNKNOWN)
        for number, colour in colours.items():
            image[values == number] = _rgb(colour)
        return image

    return coloured


def _values(figure: Figure, panels: Any, pair: tuple[Array, Array], comparison: Comparison) -> None:
    """Show numbers on the scale of those that were expected."""
    from matplotlib import colormaps
    from matplotlib.cm import ScalarMappable
    from matplotlib.colors import Normalize

    finite = pair[0][np.isfinite(pair[0])]
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)
    colours = colormaps["viridis"].with_extremes(bad=NO_DATA, under="#000000", over=UNKNOWN)
    scale = ScalarMappable(Normalize(low, high), colours)
    for axes, values, name in zip(panels, pair, ("expected", "got"), strict=False):
        _show(axes, scale.to_rgba(np.ma.masked_invalid(values.astype(float))), name, comparison)
    figure.colorbar(
        scale,
        ax=panels,
        location="bottom",
        extend="both",
        label=f"{comparison.title} (grey: NaN)",
        shrink=0.5,
    )
