"""Pictures: what they show, and what they survive."""

from pathlib import Path

import geopandas as gpd
import matplotlib.image
import numpy as np
import pytest
import rioxarray  # noqa: F401  (adds .rio to every DataArray)
import xarray as xr
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from rasterio.transform import from_origin
from shapely.geometry import box

from kata.run import figures, pictures
from kata.run.album import Album

CRS = "EPSG:32631"
MAPPING = {"WATER": 7, "Forêt": 3}
COLORS = {"WATER": "#0094ff", "Forêt": "#007f46"}


def scene(values: np.ndarray, bands: tuple[str, ...] = ("B04", "B03", "B02")) -> xr.DataArray:
    """Put values (band, y, x) on a grid of 60 m pixels."""
    _, height, width = values.shape
    array = xr.DataArray(
        values.astype("float32"),
        dims=("band", "y", "x"),
        coords={
            "band": list(bands),
            "y": 4900020 - 60 * (np.arange(height) + 0.5),
            "x": 300000 + 60 * (np.arange(width) + 0.5),
        },
    )
    return array.rio.write_crs(CRS).rio.write_transform(from_origin(300000, 4900020, 60, 60))


def ramp(bands: int = 3, height: int = 20, width: int = 30) -> np.ndarray:
    return np.linspace(-0.02, 1.1, bands * height * width).reshape(bands, height, width)


@pytest.fixture
def polygons() -> gpd.GeoDataFrame:
    """Two classes of two rows and one."""
    return gpd.GeoDataFrame(
        {"class": ["WATER", "Forêt", "WATER"], "color": ["#0094ff", "#007f46", "#0094ff"]},
        geometry=[
            box(300120, 4899500, 300300, 4899700),
            box(300600, 4899100, 300900, 4899300),
            box(301200, 4899800, 301300, 4899900),
        ],
        crs=CRS,
    )


@pytest.fixture
def mask() -> np.ndarray:
    mask = np.zeros((20, 30), dtype="uint8")
    mask[5:9, 2:5] = 7
    mask[12:15, 10:15] = 3
    return mask


def drawn(draw, *args) -> Figure:
    """Draw and render: some faults show only when a picture is rendered."""
    figure = Figure(layout="constrained")
    draw(figure, "1 · A step", *args)
    figure.canvas.draw()
    return figure


def picture(figure: Figure, axes: int = 0) -> np.ndarray:
    """Return the RGB picture that a figure shows."""
    (image,) = figure.axes[axes].get_images()
    return np.asarray(image.get_array())


def legend(figure: Figure) -> dict[str, tuple[float, ...]]:
    (only,) = figure.legends
    return {
        text.get_text(): patch.get_facecolor()[:3]
        for text, patch in zip(only.get_texts(), only.get_patches(), strict=True)
    }


# Polygons


def test_polygons_have_the_colours_of_the_file_and_a_legend(polygons) -> None:
    figure = drawn(figures.draw_polygons, polygons)
    assert legend(figure) == {
        "WATER (2)": to_rgb("#0094ff"),
        "Forêt (1)": to_rgb("#007f46"),
    }
    axes = figure.axes[0]
    assert axes.get_title() == "1 · A step"
    assert "EPSG:32631" in axes.get_xlabel()
    assert axes.get_aspect() == 1
    # Kilometres, without a factor of 1e6 in the corner.
    labels = [label.get_text() for label in axes.get_yticklabels()]
    assert all(4899 <= float(label) <= 4900.1 for label in labels)
    assert axes.yaxis.get_offset_text().get_text() == ""


@pytest.mark.parametrize("color", [None, "no colour", "#12", float("nan"), 3])
def test_a_class_without_a_colour_gets_one(polygons, color: object) -> None:
    polygons["color"] = ["#0094ff", color, "#0094ff"]
    colors = pictures.class_colors(polygons)
    assert colors["WATER"] == "#0094ff"
    assert colors["Forêt"] in pictures.PALETTE


def test_without_a_column_of_colours_classes_differ(polygons) -> None:
    assert len(set(pictures.class_colors(polygons.drop(columns="color")).values())) == 2


def test_degrees_are_called_degrees(polygons) -> None:
    figure = drawn(figures.draw_polygons, polygons.to_crs("EPSG:4326"))
    assert figure.axes[0].get_xlabel().startswith("longitude, degrees")


# Bands


def test_true_colour_is_stretched_and_nodata_grey() -> None:
    values = ramp()
    values[1, 4, 6] = np.nan
    figure = drawn(figures.draw_rasters, scene(values))
    shown = picture(figure)
    first, second = figure.axes[0].get_title().splitlines()
    assert first == "1 · A step: true colour (B04, B03, B02)"
    low, high = np.nanpercentile(values, (2, 98))
    assert second == f"reflectance {low:.3g} to {high:.3g} (2nd to 98th percentile of all bands)"
    assert shown.min() == 0
    assert shown.max() == 1
    assert shown[4, 6].tolist() == pytest.approx(pictures.NO_DATA)
    assert list(legend(figure)) == ["no data"]
    # Red is asked first, and is the darkest third of this ramp.
    assert shown[10, 10, 0] < shown[10, 10, 1] < shown[10, 10, 2]


def test_bands_are_found_by_name_not_by_place() -> None:
    values = ramp()
    shuffled = scene(values[[2, 0, 1]], ("B02", "B04", "B03"))
    expected = picture(drawn(figures.draw_rasters, scene(values)))
    assert np.array_equal(picture(drawn(figures.draw_rasters, shuffled)), expected)


def test_a_few_extreme_pixels_do_not_darken_the_rest() -> None:
    values = ramp() / 4
    values[:, 0, 0] = 30
    assert 0.3 < np.median(picture(drawn(figures.draw_rasters, scene(values)))) < 0.7


@pytest.mark.parametrize("value", [np.nan, 0.2, 0.0])
def test_a_band_of_one_value_is_no_trouble(value: float) -> None:
    shown = picture(drawn(figures.draw_rasters, scene(np.full((3, 4, 5), value))))
    assert np.isfinite(shown).all()
    assert len(np.unique(shown.reshape(-1, 3), axis=0)) == 1


@pytest.mark.parametrize(
    ("bands", "what"),
    [
        (("B8A", "B04", "B03"), "false colour (B8A, B04, B03)"),
        (("B11", "B04", "B05"), "one band (B11)"),
    ],
)
def test_other_bands_are_named(bands: tuple[str, ...], what: str) -> None:
    figure = drawn(figures.draw_rasters, scene(ramp(), bands))
    assert figure.axes[0].get_title().splitlines()[0] == f"1 · A step: {what}"


def test_a_large_scene_is_thinned_out() -> None:
    # A view of one row: a real scene of this size would be slow.
    values = np.broadcast_to(np.linspace(0, 1, 5000, dtype="float32"), (3, 5000, 5000))
    array = xr.DataArray(values, dims=("band", "y", "x"), coords={"band": ["B04", "B03", "B02"]})
    array = array.assign_coords(x=np.arange(5000.0), y=-np.arange(5000.0)).rio.write_crs(CRS)
    shown = picture(drawn(figures.draw_rasters, array))
    assert max(shown.shape) <= pictures.SHOWN_PIXELS


# Mask and map


def test_the_mask_shows_its_classes_and_little_more(mask, polygons) -> None:
    figure = drawn(figures.draw_mask, mask, MAPPING, polygons, scene(ramp()))
    assert legend(figure) == {
        "7 WATER  12 px": to_rgb("#0094ff"),
        "3 Forêt  15 px": to_rgb("#007f46"),
    }
    # Rows 5 to 14 and columns 2 to 14, with a margin of two pixels.
    shown = picture(figure)
    assert shown.shape == (14, 17, 3)
    assert tuple(shown[2, 2]) == to_rgb("#0094ff")
    assert tuple(shown[9, 10]) == to_rgb("#007f46")
    assert tuple(shown[0, 0]) == to_rgb(pictures.NO_CLASS)
    west, east = figure.axes[0].get_xlim()
    assert (west, east) == (300000, 300000 + 17 * 60)


def test_the_map_shows_parts_and_what_the_mapping_does_not_have(mask) -> None:
    labels = mask.astype("int64")
    labels[0, 0] = 99
    parts = {"WATER": 0.02, "Forêt": 0.025, "no class": 0.955}
    args = (labels, MAPPING, COLORS, parts, scene(ramp()))
    figure = drawn(figures.draw_classification, *args)
    assert legend(figure) == {
        "7 WATER  2.0%": to_rgb("#0094ff"),
        "3 Forêt  2.5%": to_rgb("#007f46"),
        "0 no class  95.5%": to_rgb(pictures.NO_CLASS),
    }
    shown = picture(figure)
    assert tuple(shown[0, 0]) == to_rgb(pictures.UNKNOWN)
    assert tuple(shown[5, 2]) == to_rgb("#0094ff")


def test_the_geotiff_is_read_back_beside_the_picture(mask, tmp_path: Path) -> None:
    labels = scene(mask[None], ("label",)).isel(band=0, drop=True).astype("uint8")
    path = tmp_path / "map.tif"
    labels.rio.to_raster(path)
    figure = drawn(figures.draw_geotiff, path, MAPPING, COLORS, scene(ramp()))
    assert [axes.get_title() for axes in figure.axes] == [
        "true colour (B04, B03, B02)",
        "map.tif read back",
    ]
    assert tuple(picture(figure, 1)[5, 2]) == to_rgb("#0094ff")
    assert list(legend(figure)) == ["7 WATER", "3 Forêt", "0 no class"]


@pytest.mark.parametrize("count", [1, 5, 12])
def test_a_legend_stays_in_its_picture(mask, count: int) -> None:
    mapping = {f"PERMANENT CROP {i}": i for i in range(1, count + 1)}
    parts = dict.fromkeys([*mapping, "no class"], 0.123)
    figure = Figure(figsize=(8, 6.4), layout="constrained")
    figures.draw_classification(figure, "6 · Map", mask, mapping, {}, parts, scene(ramp()))
    figure.canvas.draw()
    frame = figure.legends[0].get_window_extent()
    assert frame.x0 >= 0
    assert frame.x1 <= figure.bbox.x1


# Samples


def test_signatures_follow_the_wavelength() -> None:
    samples = xr.Dataset(
        {
            "reflectance": (("band", "z"), [[0.3, 0.5, 0.1], [0.1, 0.1, 0.2], [0.0, 0.2, 0.3]]),
            "feature_id": ("z", [7, 7, 3]),
        },
        coords={"band": ["B8A", "B02", "B04"]},
    )
    figure = drawn(figures.draw_samples, samples, MAPPING | {"SAND": 1}, COLORS)
    axes = figure.axes[0]
    ticks = [label.get_text().split("\n")[0] for label in axes.get_xticklabels()]
    assert ticks == ["B02", "B04", "B8A"]
    water, forest = axes.get_lines()
    assert water.get_label() == "WATER (2 samples)"
    assert water.get_ydata() == pytest.approx([0.1, 0.1, 0.4])
    assert forest.get_ydata() == pytest.approx([0.2, 0.3, 0.1])


@pytest.mark.parametrize(
    ("bands", "across", "up"),
    [
        (["B02", "B8A", "B04"], "B04", "B8A"),
        (["B02", "B03"], "B02", "B03"),
        (["B08"], "B08", "B08"),
    ],
)
def test_the_table_is_read_back(tmp_path: Path, bands: list[str], across: str, up: str) -> None:
    path = tmp_path / "points.csv"
    rows = [[0.1 * i for i in range(len(bands))] + [label] for label in (7, 7, 3)]
    lines = [";".join([*bands, "feature_id"]), *(";".join(map(str, row)) for row in rows)]
    path.write_text("\n".join(lines))
    axes = drawn(figures.draw_table, path, MAPPING, COLORS).axes[0]
    assert across in axes.get_xlabel()
    assert up in axes.get_ylabel()
    assert [line.get_label() for line in axes.get_lines()] == ["WATER (2 rows)", "Forêt (1 rows)"]


# Album


def test_an_album_keeps_what_it_saved_and_nothing_half(tmp_path: Path) -> None:
    album = Album(tmp_path, windows=False)
    album.add("one", lambda figure: figure.suptitle("水"))
    with pytest.raises(ZeroDivisionError):
        album.add("two", lambda figure: 1 / 0)
    with pytest.raises(ValueError, match="frac"):
        # Found out while the file is being written.
        album.add("three", lambda figure: figure.suptitle(r"$\frac$"))
    assert album.saved == [tmp_path / "one.png"]
    assert [path.name for path in tmp_path.iterdir()] == ["one.png"]
    assert matplotlib.image.imread(tmp_path / "one.png").shape[:2] == (960, 1200)
    album.show()
