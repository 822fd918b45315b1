"""Draw what each step returned. Each function fills a figure it is given.

Masks, labels and maps are arrays (y, x) of class ids, with 0 for none, on the grid of the rasters:
a DataArray (band, y, x) of reflectance with its CRS. A mapping has the class id of each name.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from kata.run.pictures import (
    NO_CLASS,
    NO_DATA,
    UNKNOWN,
    Colors,
    band_picture,
    block_size,
    class_colors,
    class_picture,
    thinned,
)

if TYPE_CHECKING:
    import xarray as xr
    from geopandas import GeoDataFrame
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Central wavelengths of Sentinel-2A, in nanometres.
WAVELENGTHS = {
    "B01": 443, "B02": 492, "B03": 560, "B04": 665, "B05": 704, "B06": 741, "B07": 783,
    "B08": 833, "B8A": 865, "B09": 945, "B11": 1614, "B12": 2202,
}  # fmt: skip

SHOWN_POINTS = 4000
DIFFERS = "#aa0000"
LEGEND_LETTERS = 80  # what fits below a picture, side by side
Extent = tuple[float, float, float, float]


def draw_polygons(figure: Figure, title: str, polygons: GeoDataFrame) -> None:
    """Draw polygons in the colours of their classes."""
    axes = _map_axes(figure, title, polygons.crs)
    colors = class_colors(polygons)
    _outline(axes, polygons, colors, filled=True)
    west, south, east, north = polygons.total_bounds
    # Polygons are small on a tile: some air around them, and an edge that is always seen.
    margin = 0.05 * max(east - west, north - south)
    axes.set_xlim(west - margin, east + margin)
    axes.set_ylim(south - margin, north + margin)
    parts = polygons.geometry.count_geometries().groupby(polygons["class"].astype(str)).sum()
    _legend(figure, {f"{name} ({parts[name]})": color for name, color in colors.items()})


def draw_rasters(figure: Figure, title: str, rasters: xr.DataArray) -> None:
    """Draw the bands as a picture: true colour if it can be, else false colour or one band."""
    image, what = band_picture(rasters)
    values = thinned(rasters.values)
    valid = values[np.isfinite(values)]
    # Stretched colours look alike whatever the offset: the numbers tell.
    low, high = np.percentile(valid, (2, 98)) if valid.size else (np.nan, np.nan)
    spread = f"reflectance {low:.3g} to {high:.3g} (2nd to 98th percentile of all bands)"
    axes = _map_axes(figure, f"{title}: {what}\n{spread}", rasters.rio.crs)
    axes.imshow(image, extent=_extent(rasters), interpolation="nearest")
    if valid.size < values.size:
        _legend(figure, {"no data": NO_DATA})


def draw_mask(
    figure: Figure,
    title: str,
    mask: np.ndarray,
    mapping: Mapping[str, int],
    polygons: GeoDataFrame,
    rasters: xr.DataArray,
) -> None:
    """Draw the mask where it has classes, under the outlines of the polygons."""
    axes = _map_axes(figure, title, rasters.rio.crs)
    colors = class_colors(polygons)
    rows, columns = (_span((mask != 0).any(axis=axis)) for axis in (1, 0))
    window = mask[rows, columns]
    transform = rasters.rio.transform()
    west, north = transform * (columns.start, rows.start)
    east, south = transform * (columns.stop, rows.stop)
    extent = (west, east, south, north)
    axes.imshow(class_picture(window, mapping, colors), extent=extent, interpolation="nearest")
    _outline(axes, polygons, dict.fromkeys(colors, "#222222"), filled=False)
    axes.set_xlim(west, east)
    axes.set_ylim(south, north)
    counts = {name: int((mask == number).sum()) for name, number in mapping.items()}
    _legend(figure, _entries(mapping, colors, {n: f"{c} px" for n, c in counts.items()}))


def draw_samples(
    figure: Figure,
    title: str,
    samples: xr.Dataset,
    mapping: Mapping[str, int],
    colors: Colors,
) -> None:
    """Draw the spectral signature of each class: mean and spread of its samples over the bands."""
    bands = [str(band) for band in samples["band"].values]
    order = sorted(range(len(bands)), key=lambda i: WAVELENGTHS.get(bands[i], 0))
    reflectance = samples["reflectance"].transpose("band", "z").values[order]
    ids = samples["feature_id"].values
    axes = figure.add_subplot()
    places = np.arange(len(bands))
    for name, number in mapping.items():
        own = reflectance[:, ids == number]
        if not own.size:
            continue
        mean, spread = own.mean(axis=1), own.std(axis=1)
        color = colors.get(str(name), UNKNOWN)
        axes.fill_between(places, mean - spread, mean + spread, color=color, alpha=0.25, lw=0)
        axes.plot(places, mean, "o-", color=color, label=f"{name} ({own.shape[1]} samples)")
    axes.set_xticks(places, [_band_label(bands[i]) for i in order])
    axes.set_ylabel("reflectance (line: mean, shade: ± 1 standard deviation)")
    axes.set_title(title)
    axes.grid(alpha=0.3)
    axes.legend()


def draw_table(
    figure: Figure, title: str, path: Path, mapping: Mapping[str, int], colors: Colors
) -> None:
    """Draw the samples of a CSV file, read back, in the plane of two bands."""
    import pandas as pd

    table = pd.read_csv(path, sep=";")
    ids = table.pop("feature_id")
    across = "B04" if "B04" in table else table.columns[0]
    up = next((band for band in ("B8A", "B08") if band in table), table.columns[-1])
    axes = figure.add_subplot()
    step = -(-len(table) // SHOWN_POINTS)
    for name, number in mapping.items():
        own = table[ids == number]
        dots = own.iloc[::step]
        color = colors.get(str(name), UNKNOWN)
        axes.plot(
            dots[across], dots[up], "o", ms=4, alpha=0.5, color=color, mew=0,
            label=f"{name} ({len(own)} rows)",
        )  # fmt: skip
    axes.set_xlabel(f"reflectance in {_band_label(across, ', ')}")
    axes.set_ylabel(f"reflectance in {_band_label(up, ', ')}")
    axes.set_title(f"{title}: {path.name} read back")
    axes.grid(alpha=0.3)
    axes.legend(markerscale=2)


def draw_classification(
    figure: Figure,
    title: str,
    labels: Any,
    mapping: Mapping[str, int],
    colors: Colors,
    shares: Mapping[str, float],
    rasters: xr.DataArray,
) -> None:
    """Draw the map of classes, with the part of the scene each takes."""
    axes = _map_axes(figure, title, rasters.rio.crs)
    axes.imshow(
        class_picture(np.asarray(labels), mapping, colors),
        extent=_extent(rasters),
        interpolation="nearest",
    )
    _legend(figure, _entries(mapping, colors, {n: f"{s:.1%}" for n, s in shares.items()}))


def draw_geotiff(
    figure: Figure,
    title: str,
    path: Path,
    mapping: Mapping[str, int],
    colors: Colors,
    rasters: xr.DataArray,
) -> None:
    """Draw the map read back from its GeoTIFF, beside the picture it was made from."""
    import rasterio

    with rasterio.open(path) as raster:
        step = block_size(raster.shape)
        labels = raster.read(1, out_shape=(raster.height // step, raster.width // step))
        west, south, east, north = raster.bounds
        crs = raster.crs
    image, what = band_picture(rasters)
    left, right = figure.subplots(1, 2, sharex=True, sharey=True)
    figure.set_size_inches(12, 6.4)
    figure.suptitle(title, fontsize="large")
    _dress(left, what, rasters.rio.crs)
    left.imshow(image, extent=_extent(rasters), interpolation="nearest")
    _dress(right, f"{path.name} read back", crs)
    right.set_ylabel("")
    right.imshow(
        class_picture(labels, mapping, colors),
        extent=(west, east, south, north),
        interpolation="nearest",
    )
    _legend(figure, _entries(mapping, colors, {"no class": ""} if (labels == 0).any() else {}))


def draw_comparison(
    figure: Figure,
    maps: Mapping[str, np.ndarray],
    mapping: Mapping[str, int],
    colors: Colors,
    rasters: xr.DataArray,
) -> None:
    """Draw two maps of the same ids side by side, and where they differ."""
    from matplotlib.colors import ListedColormap

    figure.set_size_inches(15, 5)
    panels = figure.subplots(1, 3, sharex=True, sharey=True)
    for axes, (title, labels) in zip(panels, maps.items(), strict=False):
        _dress(axes, title, rasters.rio.crs)
        axes.imshow(
            class_picture(labels, mapping, colors),
            extent=_extent(rasters),
            interpolation="nearest",
        )
    first, second = maps.values()
    differ = first != second
    where = f"they differ at {int(differ.sum())} of {differ.size} pixels"
    _dress(panels[2], where, rasters.rio.crs)
    panels[2].imshow(
        thinned(differ),
        cmap=ListedColormap(["white", DIFFERS]),
        vmin=0,
        vmax=1,
        extent=_extent(rasters),
        interpolation="nearest",
    )
    for axes in panels[1:]:
        axes.set_ylabel("")
    entries = {name: colors.get(name, UNKNOWN) for name in mapping}
    if any((labels == 0).any() for labels in maps.values()):
        entries["no class"] = NO_CLASS
    _legend(figure, entries | {"differs": DIFFERS})


def _map_axes(figure: Figure, title: str, crs: Any) -> Axes:
    axes = figure.add_subplot()
    _dress(axes, title, crs)
    return axes


def _dress(axes: Axes, title: str, crs: Any) -> None:
    """Give axes their title, equal scales, and ticks in km where the CRS is in metres."""
    from matplotlib.ticker import MaxNLocator
    from pyproj import CRS

    axes.set_title(title)
    axes.set_aspect("equal")
    axes.tick_params(labelsize="small")
    crs = CRS(crs)
    code = crs.to_epsg()
    name = f"{crs.name} (EPSG:{code})" if code else crs.name
    if crs.is_projected:
        axes.set_xlabel(f"east, km\n{name}")
        axes.set_ylabel("north, km")
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_formatter(lambda metres, _: f"{metres / 1000:.7g}")
            axis.set_major_locator(MaxNLocator(6))
    else:
        axes.set_xlabel(f"longitude, degrees\n{name}")
        axes.set_ylabel("latitude, degrees")


def _legend(figure: Figure, entries: Mapping[str, Any]) -> None:
    from matplotlib.patches import Patch

    patches = [
        Patch(facecolor=color, edgecolor="#888888", lw=0.5, label=label)
        for label, color in entries.items()
    ]
    # All columns are as wide as the longest label and its patch.
    columns = LEGEND_LETTERS // (max(map(len, entries), default=0) + 8)
    columns = max(1, min(len(patches), columns))
    figure.legend(handles=patches, loc="outside lower center", ncols=columns, frameon=False)


def _entries(mapping: Mapping[str, int], colors: Colors, notes: Mapping[str, str]) -> Colors:
    """Return the legend of a map of classes: id, name and note, and the colour."""
    entries = {
        f"{number} {name}  {notes.get(str(name), '')}".rstrip(): colors.get(str(name), UNKNOWN)
        for name, number in mapping.items()
    }
    if "no class" in notes:
        entries[f"0 no class  {notes['no class']}".rstrip()] = NO_CLASS
    return entries


def _outline(axes: Axes, polygons: GeoDataFrame, colors: Colors, *, filled: bool) -> None:
    for name, color in colors.items():
        own = polygons.geometry[polygons["class"].astype(str) == name]
        own.plot(
            ax=axes, facecolor=color if filled else "none", edgecolor=color, linewidth=0.8,
            aspect=None,
        )  # fmt: skip


def _extent(rasters: xr.DataArray) -> Extent:
    west, south, east, north = rasters.rio.bounds()
    return (west, east, south, north)


def _span(labelled: np.ndarray) -> slice:
    """Return the slice from the first True to the last, with a margin, within the array."""
    places = np.flatnonzero(labelled)
    first, last = int(places[0]), int(places[-1]) + 1
    margin = 2 + (last - first) // 20
    return slice(max(0, first - margin), min(labelled.size, last + margin))


def _band_label(band: str, separator: str = "\n") -> str:
    wavelength = WAVELENGTHS.get(band)
    return f"{band}{separator}{wavelength} nm" if wavelength else band
