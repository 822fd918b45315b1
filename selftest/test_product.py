"""Finding a product and its bands, its radiometry, and checking polygons."""

import json
import shutil
import struct
import zipfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import rasterio
from shapely.geometry import Point, Polygon

from kata.errors import RunError
from kata.run.polygons import check_polygons
from kata.run.product import check_bands, open_product
from kata.run.radiometry import find_radiometry

SCENE = Path(__file__).parents[1] / "fixtures" / "scenes" / "first"
SAFE = next(SCENE.glob("*.SAFE"))
BANDS = ("B04", "B03", "B02", "B8A")
R60M = next(SAFE.glob("GRANULE/*/IMG_DATA/R60m")).relative_to(SAFE)
B04 = next(SAFE.glob("GRANULE/*/IMG_DATA/R60m/*_B04_60m.jp2")).relative_to(SAFE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder whose name has a space and an accent."""
    path = tmp_path / "scène 1"
    path.mkdir()
    return path


@pytest.fixture
def product(folder: Path) -> Path:
    return Path(shutil.copytree(SAFE, folder / SAFE.name))


def zipped(product: Path, target: Path, inside: str = "") -> Path:
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(product.rglob("*")):
            name = Path(inside, product.name, path.relative_to(product))
            archive.write(path, name.as_posix())
    return target


def refusal(path: Path, resolution: int = 60, bands: tuple[str, ...] = BANDS) -> str:
    with pytest.raises(RunError) as caught, open_product(path, resolution, bands):
        pass
    said = str(caught.value)
    assert "\n" not in said
    # Paths as a reader of this file can tell them.
    return said.replace(str(path.parent), "DIR").replace(SAFE.name, "SAFE")


# Finding the product


@pytest.mark.parametrize(
    "inner",
    [".", "MTD_MSIL2A.xml", "GRANULE", R60M.parent.parent, R60M.parent, R60M, B04],
    ids=["safe", "metadata", "granules", "granule", "img_data", "r60m", "jp2"],
)
def test_any_path_inside_a_product_leads_to_it(product: Path, inner: str) -> None:
    with open_product(product / inner, 60, BANDS) as found:
        assert found.folder == product
        assert found.bands["B04"] == product / B04
        assert list(found.bands) == list(BANDS)


def test_a_folder_of_one_product_leads_to_it(product: Path) -> None:
    with open_product(product.parent, 60, BANDS) as found:
        assert found.folder == product


def test_a_relative_path_leads_to_the_product(product: Path, monkeypatch) -> None:
    monkeypatch.chdir(product / R60M)
    with open_product(Path(), 60, BANDS) as found:
        assert found.folder == product


@pytest.mark.parametrize("inside", ["", "download/today"])
def test_a_zip_file_is_read_and_nothing_of_it_is_left(
    product: Path, folder: Path, inside: str
) -> None:
    archive = zipped(product, folder / "product.zip", inside)
    with zipfile.ZipFile(archive, "a") as more:
        more.writestr(f"__MACOSX/{product.name}/._MTD_MSIL2A.xml", "notes of macOS")
    shutil.rmtree(product)
    with open_product(archive, 60, BANDS) as found:
        assert found.shown == archive
        assert found.folder.name == product.name
        with rasterio.open(found.bands["B8A"]) as raster:
            assert raster.shape == (13, 18)
        files = [path.name for path in found.folder.rglob("*") if path.is_file()]
        assert len(files) == len(BANDS) + 1, "only what is needed is taken out"
        assert find_radiometry(found.folder, BANDS).source == "MTD_MSIL2A.xml"
        temporary = found.folder
    assert not temporary.exists()


def test_a_missing_path_is_refused(folder: Path) -> None:
    assert refusal(folder / "no.SAFE") == (
        "there is no DIR/no.SAFE: give the .SAFE folder of a product, or its zip file"
    )


def test_a_folder_without_product_is_refused(folder: Path) -> None:
    assert refusal(folder) == (
        "DIR/scène 1 is no product: looked for GRANULE/*/IMG_DATA/R60m/*_B04_60m.jp2 in it, "
        "and for a .SAFE folder"
    )


def test_a_file_outside_products_is_refused(folder: Path) -> None:
    (folder / "notes.txt").write_text("nothing")
    assert refusal(folder / "notes.txt") == (
        "DIR/notes.txt is no product: give the .SAFE folder of a product, or its zip file"
    )


def test_several_products_are_refused(product: Path) -> None:
    shutil.copytree(product, product.with_name("Z.SAFE"))
    assert refusal(product.parent) == ("DIR/scène 1 holds 2 products: choose one of SAFE, Z.SAFE")


def test_bands_outside_their_product_are_refused(product: Path, folder: Path) -> None:
    shutil.move(product / R60M, folder / "R60m")
    shutil.rmtree(product)
    assert refusal(folder / "R60m") == (
        "DIR/R60m holds bands outside their product: put them back into a .SAFE folder as "
        "GRANULE/*/IMG_DATA/R60m/*_B04_60m.jp2"
    )


def test_level_1c_is_refused_by_name(product: Path) -> None:
    other = product.rename(product.with_name(product.name.replace("MSIL2A", "MSIL1C")))
    assert refusal(other) == (
        f"DIR/{other.name} is a Level-1C product: download the Level-2A one (MSIL2A)"
    )


def test_level_1c_is_refused_by_content(folder: Path) -> None:
    (folder / "X.SAFE" / "GRANULE" / "L1C_T31TCJ_A038701" / "IMG_DATA").mkdir(parents=True)
    assert refusal(folder / "X.SAFE") == (
        "DIR/X.SAFE is a Level-1C product: download the Level-2A one (MSIL2A)"
    )


def test_several_tiles_are_refused(product: Path) -> None:
    (product / "GRANULE" / "L2A_T31TDJ").mkdir()
    assert refusal(product) == "DIR/SAFE holds 2 tiles: download a product of one tile"


def test_a_product_without_bands_is_refused(product: Path) -> None:
    shutil.rmtree(product / R60M.parent)
    assert refusal(product) == (
        "DIR/SAFE has no bands: looked for GRANULE/*/IMG_DATA/R60m/*_B04_60m.jp2 in it"
    )


def test_a_truncated_zip_is_refused(product: Path, folder: Path) -> None:
    archive = zipped(product, folder / "product.zip")
    archive.write_bytes(archive.read_bytes()[:-200])
    assert refusal(archive) == (
        "DIR/product.zip is damaged (File is not a zip file): download it again"
    )


def test_a_zip_with_a_wrong_byte_is_refused(product: Path, folder: Path) -> None:
    archive = zipped(product, folder / "product.zip")
    content = bytearray(archive.read_bytes())
    pixels = (product / B04).read_bytes()
    content[content.index(pixels) + len(pixels) // 2] ^= 0xFF
    archive.write_bytes(content)
    said = refusal(archive)
    assert said.startswith("DIR/product.zip is damaged (Bad CRC-32 for file")


def test_a_zip_without_product_is_refused(folder: Path) -> None:
    with zipfile.ZipFile(folder / "other.zip", "w") as archive:
        archive.writestr("readme.txt", "nothing")
    assert refusal(folder / "other.zip") == (
        "DIR/other.zip holds no .SAFE folder: give the zip file of a product"
    )


def test_a_zip_of_two_products_is_refused(product: Path, folder: Path) -> None:
    archive = zipped(product, folder / "product.zip")
    with zipfile.ZipFile(archive, "a") as more:
        more.writestr("Z.SAFE/GRANULE/x", "")
    assert refusal(archive) == "DIR/product.zip holds 2 products: unzip it and choose one"


# Bands and resolutions


@pytest.mark.parametrize("relative", [False, True])
def test_the_folder_of_another_resolution_is_refused(
    product: Path, monkeypatch: pytest.MonkeyPatch, relative: bool
) -> None:
    given = product / R60M.parent / "R20m"
    if relative:
        monkeypatch.chdir(product.parent)
        given = given.relative_to(product.parent)
    with pytest.raises(RunError) as caught, open_product(given, 60, BANDS):
        pass
    assert str(caught.value) == (
        f"{given} lies in R20m but the resolution is 60: add --resolution 20, or give {product}"
    )


@pytest.mark.parametrize(
    ("band", "resolution", "said"),
    [
        ("B08", 60, "B08 is there at 10 m; at 60 m are B02, B03, B04, B05, B11, B8A"),
        ("B8A", 10, "B8A is there at 20 m, 60 m; at 10 m are B02, B03, B04, B08"),
        ("B09", 60, "nor at any other resolution; at 60 m are B02, B03, B04, B05, B11, B8A"),
    ],
)
def test_a_band_that_is_not_there_is_refused(
    product: Path, band: str, resolution: int, said: str
) -> None:
    assert refusal(product, resolution, ("B04", band)) == (
        f"DIR/SAFE has no {band} at {resolution} m: {said}"
    )


def test_a_resolution_that_is_not_there_is_refused(product: Path) -> None:
    shutil.rmtree(product / R60M.parent / "R20m")
    assert refusal(product, 20) == (
        "DIR/SAFE has no B04 at 20 m: B04 is there at 10 m, 60 m; at 20 m are no bands"
    )


def test_band_names_are_put_into_capitals() -> None:
    assert check_bands([" b04", "b8a "]) == ("B04", "B8A")


@pytest.mark.parametrize(
    ("bands", "said"),
    [
        (
            ["B04", "B13"],
            "'B13' is no band of a Level-2A product: choose among B01, B02, B03, B04, B05, B06, "
            "B07, B08, B8A, B09, B11, B12",
        ),
        (["B04", "b04"], "band B04 is asked for twice: name each band once"),
    ],
    ids=["unknown", "twice"],
)
def test_bad_band_names_are_refused(bands: list[str], said: str) -> None:
    with pytest.raises(RunError) as caught:
        check_bands(bands)
    assert str(caught.value) == said


@pytest.mark.parametrize("kept", [0.98, 0.5, 0.0])
def test_a_truncated_band_is_refused(product: Path, kept: float) -> None:
    path = product / B04
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * kept)])
    said = refusal(product)
    assert said.startswith(f"DIR/SAFE/{B04.as_posix()} cannot be read: download the product again")
    assert said.endswith(")"), "GDAL's own words in brackets"


def test_a_truncated_band_of_many_tiles_is_refused(product: Path) -> None:
    # Real bands have tiles, which GDAL decodes in threads whose errors get lost.
    path = product / B04
    with rasterio.open(path) as raster:
        crs, transform = raster.crs, raster.transform
    pixels = np.random.default_rng(0).integers(1, 9000, (1, 1024, 1024), dtype="uint16")
    grid = {"width": 1024, "height": 1024, "count": 1, "crs": crs, "transform": transform}
    options = {"blockxsize": 128, "blockysize": 128, "QUALITY": "100", "REVERSIBLE": "YES"}
    with rasterio.open(path, "w", "JP2OpenJPEG", dtype="uint16", **grid, **options) as raster:
        raster.write(pixels)
    with open_product(product, 60, BANDS):
        pass
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    assert refusal(product).startswith(f"DIR/SAFE/{B04.as_posix()} cannot be read: ")


# Radiometry


def metadata(product: Path) -> Path:
    return product / "MTD_MSIL2A.xml"


def embed_file_id(image: Path, file_id: str) -> None:
    """Put an XML box before the pixels, as the producer of real images does."""
    content = image.read_bytes()
    xml = f"<Inventory_Metadata><File_ID>{file_id}</File_ID></Inventory_Metadata>".encode()
    pixels = content.index(b"jp2c") - 4
    box = struct.pack(">I4s", len(xml) + 8, b"xml ") + xml
    image.write_bytes(content[:pixels] + box + content[pixels:])


def test_the_metadata_file_tells_the_radiometry(product: Path) -> None:
    found = find_radiometry(product, BANDS)
    assert found.is_the_katas
    assert found.source == "MTD_MSIL2A.xml"


def test_one_band_with_another_offset_counts_when_it_is_asked_for(product: Path) -> None:
    text = metadata(product).read_text()
    # band_id 8 is B8A, not B09.
    changed = text.replace('band_id="8">-1000<', 'band_id="8">-500<')
    assert changed != text
    metadata(product).write_text(changed)
    assert not find_radiometry(product, BANDS).is_the_katas
    assert find_radiometry(product, BANDS[:3]).is_the_katas


def test_an_absent_list_of_offsets_means_no_offset(product: Path) -> None:
    lines = metadata(product).read_text().splitlines()
    metadata(product).write_text("\n".join(line for line in lines if "BOA_ADD_OFFSET" not in line))
    found = find_radiometry(product, BANDS)
    assert found.offsets == {0.0}
    assert not found.is_the_katas


@pytest.mark.parametrize(
    ("name", "is_the_katas"),
    [
        ("S2A_MSIL2A_20220615T105631_N0400_R094_T31TCJ_20220615T171259.SAFE", True),
        ("S2A_MSIL2A_20180615T105631_N0511_R094_T31TCJ_20240615T171259.SAFE", True),
        ("S2A_MSIL2A_20210615T105631_N0301_R094_T31TCJ_20210615T171259.SAFE", False),
    ],
)
def test_the_name_tells_the_radiometry_without_metadata(
    product: Path, name: str, is_the_katas: bool
) -> None:
    metadata(product).unlink()
    found = find_radiometry(product.rename(product.with_name(name)), BANDS)
    assert found.is_the_katas is is_the_katas
    assert found.source == f"baseline {name[28:30]}.{name[30:32]} in the product's name"


def test_the_note_of_a_renamed_folder_tells_the_radiometry(product: Path) -> None:
    metadata(product).unlink()
    renamed = product.rename(product.with_name("SENTINEL.SAFE"))
    (renamed / "original_folder_name.txt").write_text(SAFE.name)
    assert find_radiometry(renamed, BANDS).source == ("baseline 04.00 in original_folder_name.txt")


@pytest.mark.parametrize(("baseline", "is_the_katas"), [("04.00", True), ("02.14", False)])
def test_the_true_colour_image_tells_the_radiometry(
    product: Path, baseline: str, is_the_katas: bool
) -> None:
    metadata(product).unlink()
    renamed = product.rename(product.with_name("SENTINEL.SAFE"))
    image = next((renamed / R60M).glob("*_TCI_60m.jp2"))
    embed_file_id(image, f"S2A_OPER_MSI_L2A_TC_ATOS_20221116T170958_A038658_T31TCJ_N{baseline}")
    found = find_radiometry(renamed, BANDS)
    assert found.is_the_katas is is_the_katas
    assert found.source == f"baseline {baseline} in {image.name}"


@pytest.mark.parametrize("name", ["SENTINEL.SAFE", "S2A_MSIL2A_20220615T105631_N9999_R094.SAFE"])
def test_no_source_means_unknown(product: Path, name: str) -> None:
    metadata(product).unlink()
    assert find_radiometry(product.rename(product.with_name(name)), BANDS) is None


def test_broken_metadata_is_no_source(product: Path) -> None:
    metadata(product).write_text("<broken")
    assert find_radiometry(product, BANDS).source == "baseline 04.00 in the product's name"


# Polygons


@pytest.fixture
def polygons() -> gpd.GeoDataFrame:
    return gpd.read_file(SCENE / "polygons.geojson")


def check(path: Path) -> None:
    with open_product(SAFE, 60, BANDS) as product:
        check_polygons(path, product.grid())


def complaint(path: Path) -> str:
    with pytest.raises(RunError) as caught:
        check(path)
    assert "\n" not in str(caught.value)
    return str(caught.value).replace(str(path), "FILE")


def complaint_about(polygons: gpd.GeoDataFrame, folder: Path) -> str:
    polygons.to_file(folder / "mine.geojson", driver="GeoJSON")
    return complaint(folder / "mine.geojson")


def test_the_scenes_own_polygons_are_fine() -> None:
    check(SCENE / "polygons.geojson")


@pytest.mark.parametrize("suffix", ["gpkg", "shp"])
def test_other_formats_and_other_zones_are_fine(polygons, folder: Path, suffix: str) -> None:
    path = folder / f"mine.{suffix}"
    polygons[["class", "geometry"]].to_crs("EPSG:32630").to_file(path)
    check(path)


def test_missing_polygons_are_refused(folder: Path) -> None:
    assert complaint(folder / "mine.geojson") == (
        "there is no FILE: give the file of polygons exported from QGIS"
    )


@pytest.mark.parametrize("text", ["", "{", "hello"])
def test_unreadable_polygons_are_refused(folder: Path, text: str) -> None:
    path = folder / "mine.geojson"
    path.write_text(text)
    assert complaint(path).startswith("FILE cannot be read: export it again from QGIS (")


def test_a_table_without_geometry_is_refused(folder: Path) -> None:
    path = folder / "mine.csv"
    path.write_text("class,color\nWATER,blue\n")
    assert complaint(path) == ("FILE has no geometry: give the file of polygons exported from QGIS")


def test_an_empty_file_of_polygons_is_refused(folder: Path) -> None:
    path = folder / "mine.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": []}))
    assert complaint(path) == "FILE is empty: draw at least one polygon for each class"


@pytest.mark.parametrize(
    ("column", "advice"),
    [
        ("Class", "rename 'Class' to 'class'"),
        ("clas", "rename 'clas' to 'class'"),
        ("landuse", "add one with the land cover"),
    ],
)
def test_a_missing_class_column_is_refused(
    polygons, folder: Path, column: str, advice: str
) -> None:
    frame = polygons[["class", "color", "geometry"]].rename(columns={"class": column})
    assert complaint_about(frame, folder) == (
        f"FILE has no column 'class' but '{column}', 'color': {advice}"
    )


@pytest.mark.parametrize("value", [None, " "])
def test_a_missing_class_is_refused(polygons, folder: Path, value: str | None) -> None:
    polygons.loc[[1, 3], "class"] = value
    assert complaint_about(polygons, folder) == (
        "FILE: row 2 (and 1 more) without a class: fill in the column 'class'"
    )


@pytest.mark.parametrize("geometry", [None, Polygon()])
def test_a_missing_geometry_is_refused(polygons, folder: Path, geometry) -> None:
    polygons.loc[2, "geometry"] = geometry
    assert complaint_about(polygons, folder) == (
        "FILE: row 3 without a geometry: draw it or delete the row"
    )


def test_a_point_is_refused(polygons, folder: Path) -> None:
    polygons.loc[0, "geometry"] = Point(1, 44)
    assert complaint_about(polygons, folder) == (
        f"FILE: row 1 ({polygons['class'][0]}) is a Point, not a polygon: "
        "delete it or draw a polygon"
    )


def test_a_bow_tie_is_refused(polygons, folder: Path) -> None:
    polygons.loc[4, "geometry"] = Polygon([(1, 44), (2, 45), (2, 44), (1, 45)])
    assert complaint_about(polygons, folder) == (
        f"FILE: row 5 ({polygons['class'][4]}) is not valid (Self-intersection): "
        "in QGIS use Vector > Geometry Tools > Fix Geometries"
    )


def test_polygons_without_crs_are_refused(polygons, folder: Path) -> None:
    path = folder / "mine.shp"
    polygons[["class", "geometry"]].to_file(path)
    path.with_suffix(".prj").unlink()
    assert complaint(path) == (
        "FILE has no CRS: in QGIS use Layer > Set CRS of Layer(s), then export it again"
    )


def test_polygons_elsewhere_are_refused(polygons, folder: Path) -> None:
    polygons.geometry = polygons.geometry.translate(10, -20)
    said = complaint_about(polygons, folder)
    assert said == (
        "FILE lies outside the raster: polygons lon 10.49 to 10.51, lat 24.22 to 24.23, "
        "raster lon 0.50 to 0.51, lat 44.22 to 44.23: draw polygons over this product"
    )


def test_metres_taken_for_degrees_are_refused(polygons, folder: Path) -> None:
    metres = polygons.to_crs("EPSG:32631").set_crs("EPSG:4326", allow_override=True)
    assert complaint_about(metres, folder).startswith("FILE lies outside the raster: polygons ")
