"""The fixtures are what their scripts write, and hold every trap they were made for."""

from __future__ import annotations

import importlib.util
import itertools
import json
import sys
import xml.etree.ElementTree as ET
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
import rasterio
import shapely
from numpy.typing import NDArray
from pyproj import Transformer

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
SIGNAL_BANDS = ("B04", "B03", "B02", "B8A")
OTHER_SEEDS = (0, 1, 2, 3, 20, 41)
SAMPLE_LIMIT = 600_000  # bytes: it is part of every clone

# A tenth of a millimetre: libraries round a projected coordinate in their own ways.
DEGREES = 1e-9
# A pixel centre nearer to an edge, in pixels, could change sides by rounding.
CLEARANCE = 0.08


def _load(name: str) -> ModuleType:
    """Load a fixture script by path: importing it must write nothing."""
    spec = importlib.util.spec_from_file_location(f"fixtures_{name}", FIXTURES / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


generate = _load("generate")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All the fixtures, written again in a folder whose name is not simple."""
    folder = tmp_path_factory.mktemp("à nouveau")
    generate.generate(folder)
    return Path(folder)


def _data_files(folder: Path) -> set[str]:
    parts = [path for name in generate.FIXTURES for path in (folder / name).rglob("*")]
    return {path.relative_to(folder).as_posix() for path in parts if path.is_file()}


DATA_FILES = sorted(_data_files(FIXTURES))


# ---- the files on disk -----------------------------------------------------------------------


def test_the_scripts_write_the_files_on_disk(made: Path) -> None:
    assert _data_files(made) == set(DATA_FILES)
    assert DATA_FILES


@pytest.mark.parametrize("name", [n for n in DATA_FILES if n.endswith((".jp2", ".tif"))])
def test_rasters_are_the_same_pixel_for_pixel(made: Path, name: str) -> None:
    with rasterio.open(FIXTURES / name) as ours, rasterio.open(made / name) as theirs:
        for key in ("driver", "dtype", "crs", "transform", "nodata", "count"):
            assert ours.profile[key] == theirs.profile[key], key
        assert ours.tags().get("CLASSES") == theirs.tags().get("CLASSES")
        np.testing.assert_array_equal(ours.read(), theirs.read())


@pytest.mark.parametrize("name", [n for n in DATA_FILES if n.endswith((".xml", ".md"))])
def test_texts_are_the_same(made: Path, name: str) -> None:
    # Read as text: a checkout may have changed the line ends.
    ours = (FIXTURES / name).read_text(encoding="utf-8")
    assert ours == (made / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [n for n in DATA_FILES if n.endswith(".geojson")])
def test_polygons_are_the_same(made: Path, name: str) -> None:
    ours, theirs = (
        json.loads((folder / name).read_text(encoding="utf-8")) for folder in (FIXTURES, made)
    )
    for ours_row, theirs_row in zip(ours["features"], theirs["features"], strict=True):
        geometries = [shapely.geometry.shape(row.pop("geometry")) for row in (ours_row, theirs_row)]
        assert shapely.equals_exact(*geometries, tolerance=DEGREES)
    assert ours == theirs


@pytest.mark.parametrize("name", [n for n in DATA_FILES if n.endswith(".jp2")])
def test_images_are_lossless_and_carry_no_nodata_tag(name: str) -> None:
    with rasterio.open(FIXTURES / name) as image:
        assert image.tags(ns="IMAGE_STRUCTURE")["COMPRESSION_REVERSIBILITY"] == "LOSSLESS"
        assert image.nodata is None
        if image.dtypes[0] == "uint16":
            assert image.tags(1, ns="IMAGE_STRUCTURE")["NBITS"] == "15"


def test_reversible_jp2_keeps_every_value(tmp_path: Path) -> None:
    product = sys.modules["product"]
    dn = np.random.default_rng(0).integers(0, 2**15, (23, 31)).astype(np.uint16)
    dn[4:9, 5:20] = 0
    product.write_jp2(tmp_path / "a b" / "é.jp2", dn, product.Grid(32631, 300000, 4900020), 60)
    with rasterio.open(tmp_path / "a b" / "é.jp2") as image:
        np.testing.assert_array_equal(image.read(1), dn)
        assert image.tags(1, ns="IMAGE_STRUCTURE")["NBITS"] == "15"
    assert [path.name for path in tmp_path.rglob("*.*")] == ["é.jp2"]


# ---- the small scenes ------------------------------------------------------------------------


@dataclass(frozen=True)
class SceneFolder:
    """A scene as a reader finds it on disk."""

    path: Path

    @cached_property
    def product(self) -> Path:
        (product,) = self.path.glob("*.SAFE")
        return product

    @cached_property
    def granule(self) -> Path:
        (granule,) = self.product.glob("GRANULE/*")
        return granule

    def dn(self, resolution: int, band: str) -> NDArray[Any]:
        (path,) = self.granule.glob(f"IMG_DATA/R{resolution}m/*_{band}_{resolution}m.jp2")
        with rasterio.open(path) as image:
            return np.asarray(image.read().squeeze())

    def layers(self, resolution: int) -> set[str]:
        folder = self.granule / "IMG_DATA" / f"R{resolution}m"
        return {path.stem.split("_")[-2] for path in folder.iterdir()}

    def bands(self, resolution: int) -> set[str]:
        return {layer for layer in self.layers(resolution) if layer.startswith("B")}

    @cached_property
    def truth(self) -> NDArray[np.uint8]:
        with rasterio.open(self.path / "truth.tif") as image:
            return np.asarray(image.read(1))

    @cached_property
    def classes(self) -> list[str]:
        with rasterio.open(self.path / "truth.tif") as image:
            return str(image.tags()["CLASSES"]).split(";")

    @cached_property
    def crs(self) -> Any:
        with rasterio.open(self.path / "truth.tif") as image:
            return image.crs

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        text = (self.path / "polygons.geojson").read_text(encoding="utf-8")
        return list(json.loads(text)["features"])

    @cached_property
    def names(self) -> list[str]:
        return [row["properties"]["class"] for row in self.rows]

    @cached_property
    def geometries(self) -> list[Any]:
        """The polygons in grid units: x is the column, y the row."""
        with rasterio.open(self.path / "truth.tif") as image:
            to_grid = ~image.transform
        project = Transformer.from_crs("EPSG:4326", self.crs.to_epsg(), always_xy=True)

        def to_pixels(points: NDArray[np.float64]) -> NDArray[np.float64]:
            x, y = project.transform(points[:, 0], points[:, 1])
            return np.column_stack(
                [
                    to_grid.a * x + to_grid.b * y + to_grid.c,
                    to_grid.d * x + to_grid.e * y + to_grid.f,
                ]
            )

        shapes = [shapely.geometry.shape(row["geometry"]) for row in self.rows]
        return [shapely.transform(shape, to_pixels) for shape in shapes]

    @cached_property
    def centres(self) -> Any:
        y, x = np.indices(self.truth.shape) + 0.5
        return shapely.points(x, y)

    @cached_property
    def held(self) -> list[NDArray[np.bool_]]:
        """For each row, the pixels whose centre it holds."""
        return [shapely.contains(geometry, self.centres) for geometry in self.geometries]

    @cached_property
    def labelled(self) -> NDArray[np.bool_]:
        return np.asarray(np.any(self.held, axis=0))

    @cached_property
    def zeros(self) -> dict[str, NDArray[np.bool_]]:
        return {band: self.dn(60, band) == 0 for band in self.bands(60)}

    @cached_property
    def no_data(self) -> NDArray[np.bool_]:
        return np.all(list(self.zeros.values()), axis=0)

    @cached_property
    def gaps(self) -> NDArray[np.bool_]:
        return np.any(list(self.zeros.values()), axis=0)

    def only(self, band: str) -> NDArray[np.bool_]:
        """Return the pixels without data in this one band."""
        return np.asarray(self.zeros[band] & (np.sum(list(self.zeros.values()), axis=0) == 1))


@pytest.fixture(
    scope="module", params=["first", "second", *OTHER_SEEDS], ids=lambda name: f"scene-{name}"
)
def scene(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> SceneFolder:
    if isinstance(request.param, str):
        return SceneFolder(FIXTURES / "scenes" / request.param)
    folder = tmp_path_factory.mktemp("drawn")
    generate.write_scene(folder, request.param)
    return SceneFolder(folder)


def test_every_resolution_has_its_bands(scene: SceneFolder) -> None:
    assert scene.bands(10) == {"B02", "B03", "B04", "B08"}
    assert {*SIGNAL_BANDS} < scene.bands(20)
    assert {*SIGNAL_BANDS} < scene.bands(60)
    assert "B08" not in scene.bands(20) | scene.bands(60)
    assert [("SCL" in scene.layers(r)) for r in (10, 20, 60)] == [False, True, True]
    assert all({"TCI", "AOT", "WVP"} < scene.layers(r) for r in (10, 20, 60))
    rows, columns = scene.truth.shape
    assert rows != columns
    for resolution in (10, 20, 60):
        factor = 60 // resolution
        assert scene.dn(resolution, "B04").shape == (rows * factor, columns * factor)


def test_masks_beside_the_images_hold_other_values(scene: SceneFolder) -> None:
    masks = list(scene.product.rglob("MSK_*_B04.jp2"))
    assert len(masks) == 2
    for path in masks:
        with rasterio.open(path) as image:
            assert image.dtypes == ("uint8",)
            assert not np.array_equal(image.read(1), scene.dn(60, "B04"))


def test_metadata_says_what_the_product_is(scene: SceneFolder) -> None:
    root = ET.parse(scene.product / "MTD_MSIL2A.xml").getroot()
    assert root.tag.endswith("}Level-2A_User_Product")
    assert root.findtext(".//Product_Info/PRODUCT_URI") == scene.product.name
    baseline = root.findtext(".//Product_Info/PROCESSING_BASELINE")
    assert f"_N{str(baseline).replace('.', '')}_" in scene.product.name
    assert root.findtext(".//QUANTIFICATION_VALUES_LIST/BOA_QUANTIFICATION_VALUE") == "10000"
    offsets = root.findall(".//BOA_ADD_OFFSET_VALUES_LIST/BOA_ADD_OFFSET")
    assert [offset.get("band_id") for offset in offsets] == [str(i) for i in range(13)]
    assert {offset.text for offset in offsets} == {"-1000"}
    images = {scene.product / f"{item.text}.jp2" for item in root.iter("IMAGE_FILE")}
    assert images == set(scene.granule.glob("IMG_DATA/*/*.jp2"))

    tile = ET.parse(scene.granule / "MTD_TL.xml").getroot()
    assert tile.findtext(".//HORIZONTAL_CS_CODE") == f"EPSG:{scene.crs.to_epsg()}"
    for resolution in (10, 20, 60):
        size = tile.find(f".//Size[@resolution='{resolution}']")
        place = tile.find(f".//Geoposition[@resolution='{resolution}']")
        assert size is not None
        assert place is not None
        (path,) = scene.granule.glob(f"IMG_DATA/R{resolution}m/*_B04_*")
        with rasterio.open(path) as image:
            assert [int(str(item.text)) for item in size] == list(image.shape)
            corner = [image.transform.c, image.transform.f, image.transform.a, image.transform.e]
            assert [int(str(item.text)) for item in place] == corner
            assert image.crs == scene.crs


def test_polygons_are_as_qgis_writes_them(scene: SceneFolder) -> None:
    document = json.loads((scene.path / "polygons.geojson").read_text(encoding="utf-8"))
    assert document["name"] == "polygons"
    assert document["crs"]["properties"]["name"] == "urn:ogc:def:crs:OGC:1.3:CRS84"
    assert 7 <= len(scene.rows) <= 9
    assert {row["geometry"]["type"] for row in scene.rows} == {"Polygon", "MultiPolygon"}
    properties = [row["properties"] for row in scene.rows]
    (columns,) = {tuple(p) for p in properties}
    assert columns[-5:] == ("id", "class", "color", "plot", "note")
    assert {p["id"] for p in properties} == {None}
    assert None in {p["note"] for p in properties}
    assert any(not p["note"].isascii() for p in properties if p["note"])
    colours = {p["class"]: p["color"] for p in properties}
    assert {(p["class"], p["color"]) for p in properties} == set(colours.items())
    assert len(set(colours.values())) == len(colours)


def test_classes_come_by_no_alphabet_and_have_several_rows(scene: SceneFolder) -> None:
    in_file_order = list(dict.fromkeys(scene.names))
    assert in_file_order != sorted(in_file_order)
    assert set(in_file_order) == set(scene.classes)
    assert 5 <= len(scene.classes) <= 6
    assert sum(scene.names.count(name) > 1 for name in scene.classes) >= 2
    assert set(np.unique(scene.truth)) == set(range(1, len(scene.classes) + 1))


def test_labels_agree_with_the_truth(scene: SceneFolder) -> None:
    for name, held in zip(scene.names, scene.held, strict=True):
        assert set(scene.truth[held]) <= {scene.classes.index(name) + 1}


def test_every_class_has_labelled_pixels_with_data(scene: SceneFolder) -> None:
    counts = np.bincount(scene.truth[scene.labelled & ~scene.gaps])
    assert counts[1:].min() >= 8


def test_no_pixel_centre_is_near_an_edge(scene: SceneFolder) -> None:
    for geometry in scene.geometries:
        distances = shapely.distance(geometry.boundary, scene.centres)
        assert distances.min() > CLEARANCE


def test_shapes_are_valid_and_classes_never_overlap(scene: SceneFolder) -> None:
    assert all(geometry.is_valid for geometry in scene.geometries)
    pairs = list(itertools.combinations(zip(scene.names, scene.geometries, strict=True), 2))
    assert all(p.disjoint(q) for (a, p), (b, q) in pairs if a != b)
    assert any(p.intersection(q).area > 0.1 for (a, p), (b, q) in pairs if a == b)


def test_a_hole_holds_pixels_of_another_class(scene: SceneFolder) -> None:
    parts = [
        (name, part)
        for name, geometry in zip(scene.names, scene.geometries, strict=True)
        for part in getattr(geometry, "geoms", [geometry])
    ]
    ((name, pierced),) = [(name, part) for name, part in parts if part.interiors]
    in_hole = shapely.contains(shapely.Polygon(pierced.interiors[0]), scene.centres)
    assert in_hole.sum() >= 2
    assert not (in_hole & scene.labelled).any()
    assert scene.classes.index(name) + 1 not in scene.truth[in_hole]


def test_there_is_a_sliver_two_parts_and_a_crossing_of_the_edge(scene: SceneFolder) -> None:
    rows, columns = scene.truth.shape
    raster = shapely.box(0, 0, columns, rows)
    slivers = [
        geometry
        for geometry, held in zip(scene.geometries, scene.held, strict=True)
        if not held.any()
    ]
    assert len(slivers) == 1
    assert raster.contains(slivers[0])
    assert any(len(getattr(geometry, "geoms", [])) == 2 for geometry in scene.geometries)
    assert any(
        geometry.intersects(raster) and not raster.contains(geometry)
        for geometry in scene.geometries
    )


def test_a_wrong_mask_is_never_the_right_one(scene: SceneFolder) -> None:
    mask = np.where(scene.labelled, scene.truth, 0)
    x, y = shapely.get_x(scene.centres), shapely.get_y(scene.centres)
    cells = shapely.box(x - 0.5, y - 0.5, x + 0.5, y + 0.5)
    touched = np.any([shapely.intersects(g, cells) for g in scene.geometries], axis=0)
    assert (touched & ~scene.labelled).any()
    for wrong in (mask[::-1], mask[:, ::-1], mask[::-1, ::-1]):
        assert not np.array_equal(wrong, mask)
    for dx, dy in ((0.5, 0), (-0.5, 0), (0, 0.5), (0, -0.5), (0.5, 0.5), (-0.5, -0.5)):
        moved = shapely.transform(scene.centres, lambda xy, d=(dx, dy): xy + d)
        shifted = np.any([shapely.contains(g, moved) for g in scene.geometries], axis=0)
        assert not np.array_equal(shifted, scene.labelled)


def test_nodata_is_where_it_hurts(scene: SceneFolder) -> None:
    assert (scene.no_data & scene.labelled).any()
    for band in ("B04", "B8A"):
        assert (scene.only(band) & scene.labelled).any(), band
    assert scene.only("B02").any()
    assert any((scene.only(band) & ~scene.labelled).any() for band in scene.zeros)
    assert scene.gaps.mean() <= 0.12
    for resolution in (10, 20):
        block = np.ones((60 // resolution, 60 // resolution))
        finer = scene.dn(resolution, "B04") == 0
        assert finer.any()
        assert not (finer & (np.kron(scene.gaps, block) > 0)).any()


def test_other_layers_know_of_nodata(scene: SceneFolder) -> None:
    np.testing.assert_array_equal(scene.dn(60, "SCL") == 0, scene.no_data)
    unseen = np.any([scene.zeros[band] for band in ("B04", "B03", "B02")], axis=0)
    np.testing.assert_array_equal((scene.dn(60, "TCI") == 0).all(axis=0), unseen)


def _is_bright(scene: SceneFolder, band: str) -> set[int]:
    """Return the ids of the classes that are bright in a band at 60 m."""
    dn, valid = scene.dn(60, band), ~scene.zeros[band]
    bright = set()
    for class_id in range(1, len(scene.classes) + 1):
        values = dn[valid & (scene.truth == class_id)]
        assert values.max() <= 1400 or values.min() >= 4000
        if values.min() >= 4000:
            bright.add(class_id)
    return bright


def test_every_band_is_needed_and_four_are_enough(scene: SceneFolder) -> None:
    bright = {band: _is_bright(scene, band) for band in SIGNAL_BANDS}
    signatures = [
        frozenset(band for band in SIGNAL_BANDS if class_id in bright[band])
        for class_id in range(1, len(scene.classes) + 1)
    ]
    assert signatures[0] == frozenset()
    assert len(set(signatures)) == len(signatures)
    for dropped in SIGNAL_BANDS:
        assert len({signature - {dropped} for signature in signatures}) < len(signatures)


def test_values_are_extreme_and_tell_pixels_apart(scene: SceneFolder) -> None:
    dn = np.array([scene.dn(60, band) for band in SIGNAL_BANDS])
    assert ((dn > 0) & (dn < 1000)).any(axis=(1, 2)).all()  # negative reflectance
    assert (dn > 11_000).any()  # reflectance above 1
    assert dn.max() < 2**15
    for band in scene.bands(60):
        values = scene.dn(60, band)
        counts = np.bincount(values[values > 0])
        if band in SIGNAL_BANDS:
            assert 1 <= counts[1000] <= 3  # reflectance exactly 0
            counts[1000] = 0
        assert counts.max() == 1


@pytest.mark.parametrize("resolution", [10, 20])
def test_other_resolutions_have_other_values(scene: SceneFolder, resolution: int) -> None:
    factor = 60 // resolution
    for band in {*SIGNAL_BANDS} & scene.bands(resolution):
        finer, coarse = scene.dn(resolution, band), scene.dn(60, band)
        assert not set(finer[finer > 0]) & set(coarse.ravel())
        # The median: one pixel in the block may have the lowest or the highest DN there is.
        level = np.median(finer.reshape(coarse.shape[0], factor, -1, factor), axis=(1, 3))
        valid = (finer.reshape(coarse.shape[0], factor, -1, factor) > 0).all(axis=(1, 3))
        valid &= coarse > 0
        # The same land cover: what is bright at 60 m is bright here.
        assert {1, 32767} <= set(finer.ravel())
        np.testing.assert_array_equal(level[valid] > 5000, coarse[valid] >= 4000)


def test_a_forest_needs_the_four_bands(scene: SceneFolder) -> None:
    from sklearn.ensemble import RandomForestClassifier

    train, judge = scene.labelled & ~scene.gaps, ~scene.labelled & ~scene.gaps
    dn = np.array([scene.dn(60, band) for band in SIGNAL_BANDS])

    def worst_recall(bands: list[int]) -> float:
        forest = RandomForestClassifier(50, random_state=0)
        forest.fit(dn[bands][:, train].T, scene.truth[train])
        predicted = forest.predict(dn[bands][:, judge].T)
        right = predicted == scene.truth[judge]
        return min(float(right[scene.truth[judge] == i].mean()) for i in np.unique(scene.truth))

    assert worst_recall([0, 1, 2, 3]) == 1
    for dropped in range(4):
        assert worst_recall([band for band in range(4) if band != dropped]) < 0.8


def test_the_two_scenes_differ_in_all_a_learner_could_assume() -> None:
    first, second = (SceneFolder(FIXTURES / "scenes" / name) for name in ("first", "second"))
    assert first.crs.to_epsg() == 32631
    assert second.crs.to_epsg() != 32631
    assert first.truth.shape[0] < first.truth.shape[1]
    assert second.truth.shape[0] > second.truth.shape[1]
    assert first.bands(60) != second.bands(60)
    assert not set(first.classes) & set(second.classes)
    assert any(" " in name for name in second.classes)
    assert any(not name.isascii() for name in second.classes)


def test_any_seed_draws_a_scene() -> None:
    scene = sys.modules["scene"]
    drawn = [scene.draw_scene(np.random.default_rng(seed)) for seed in range(30)]
    zones = {item.grid.epsg for item in drawn}
    assert len(zones) > 5
    assert 32631 not in zones
    assert {zone // 100 for zone in zones} == {326, 327}, "both hemispheres"
    assert len({item.truth.shape for item in drawn}) > 5
    assert all(item.truth.shape[0] > item.truth.shape[1] for item in drawn)
    assert {len(item.classes) for item in drawn} == {5, 6}
    assert len({len(item.rows) for item in drawn}) > 1
    assert len({tuple(item.rows[0].properties) for item in drawn}) > 2
    names = [item.classes for item in drawn]
    assert any(len(name) == 1 for classes in names for name in classes)
    pairs = [pair for classes in names for pair in itertools.permutations(classes, 2)]
    assert any(longer.startswith(name) for name, longer in pairs)
    assert any(name != other and name.lower() == other.lower() for name, other in pairs)


def _without(place: Any) -> Any:
    """Return layers whose DN are those of BRIGHT wherever `place` holds for the DN."""

    def changed(layers: Any) -> Any:
        dn = {
            band: np.where(place(layers[60][band]), 5000, layers[60][band]) for band in SIGNAL_BANDS
        }
        return {60: dn}

    return changed


WEAKENED = {
    "no sample has reflectance 0": _without(lambda dn: dn == 1000),
    "no sample has negative reflectance": _without(lambda dn: (dn > 0) & (dn < 1000)),
    "no sample has reflectance above 1": _without(lambda dn: dn > 11000),
    "a class has few samples": lambda layers: {60: {b: dn * 0 for b, dn in layers[60].items()}},
}


@pytest.mark.parametrize("weakness", WEAKENED)
def test_a_weakness_of_values_is_seen(weakness: str) -> None:
    scene = sys.modules["scene"]
    rng = np.random.default_rng(scene.SECOND_SEED)
    strong = scene.draw_scene(rng)
    layers = scene._layers(strong, rng)
    assert scene.weaknesses(strong, layers) == []
    assert weakness in scene.weaknesses(strong, WEAKENED[weakness](layers))


def test_a_weakness_of_polygons_is_seen() -> None:
    scene = sys.modules["scene"]
    rng = np.random.default_rng(scene.SECOND_SEED)
    strong = scene.draw_scene(rng)
    layers = scene._layers(strong, rng)
    shouted = [
        replace(row, properties=row.properties | {"class": row.class_name.upper()})
        for row in strong.rows
    ]
    names = tuple(name.upper() for name in strong.classes)
    shouting = replace(strong, rows=tuple(shouted), classes=names)
    assert scene.weaknesses(shouting, layers) == ["class names are all in capitals"]
    assert "a misplaced mask is right" in scene.weaknesses(replace(strong, rows=()), layers)


# ---- the embedded sample ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def sample() -> SceneFolder:
    return SceneFolder(FIXTURES / "sample")


def test_sample_is_small_and_complete(sample: SceneFolder) -> None:
    files = [path for path in sample.path.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < SAMPLE_LIMIT
    assert sample.layers(60) == {"B02", "B03", "B04", "B8A", "TCI", "SCL"}
    assert sample.classes == ["WATER", "FOREST", "FARM"]
    rows, columns = sample.truth.shape
    assert rows != columns


def test_sample_polygons_are_drawn_inside_the_truth(sample: SceneFolder) -> None:
    assert sample.names == ["WATER", "FOREST", "FARM"]
    colours = [row["properties"]["color"] for row in sample.rows]
    assert colours == ["#0094FF", "#007F46", "#94FF00"]
    for class_id, (row, held) in enumerate(zip(sample.rows, sample.held, strict=True), 1):
        assert row["geometry"]["type"] == "MultiPolygon"
        assert len(row["geometry"]["coordinates"]) >= 3
        assert set(sample.truth[held]) == {class_id}
        assert held.sum() >= 200
        assert not (held & sample.gaps).any()


def test_sample_scl_agrees_with_the_truth(sample: SceneFolder) -> None:
    scl = sample.dn(60, "SCL")
    np.testing.assert_array_equal(scl == 0, sample.no_data)
    assert set(np.unique(scl)) >= {0, 3, 4, 5, 6, 9}
    for class_id, codes in ((1, {6}), (2, {4}), (3, {4, 5})):
        assert set(scl[sample.truth == class_id]) == codes
    assert not sample.truth[np.isin(scl, [0, 3, 8, 9])].any()


def test_sample_reflectances_are_like_real_ones(sample: SceneFolder) -> None:
    seen = ~sample.no_data
    assert sample.no_data.any()
    np.testing.assert_array_equal(sample.gaps, sample.no_data)
    assert 0.001 < (sample.dn(60, "B02")[seen] < 1000).mean() < 0.03
    assert any((sample.dn(60, band) > 11_000).any() for band in SIGNAL_BANDS)
    red = sample.dn(60, "B04").astype(float)
    forest = sample.held[1][:, :-1] & sample.held[1][:, 1:]
    neighbours = np.corrcoef(red[:, :-1][forest], red[:, 1:][forest])[0, 1]
    assert 0.6 < neighbours < 0.9


def test_sample_can_be_learnt_but_not_perfectly(sample: SceneFolder) -> None:
    from sklearn.ensemble import RandomForestClassifier

    dn = np.array([sample.dn(60, band) for band in SIGNAL_BANDS])
    train, judged = sample.labelled, sample.truth > 0
    for seed in range(2):
        forest = RandomForestClassifier(100, random_state=seed)
        forest.fit(dn[:, train].T, sample.truth[train])
        predicted = forest.predict(dn[:, judged].T)
        right = predicted == sample.truth[judged]
        assert 0.93 < right.mean() < 0.99
        for class_id in (1, 2, 3):
            assert right[sample.truth[judged] == class_id].mean() > 0.85
