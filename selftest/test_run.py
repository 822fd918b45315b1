"""``kata run``, from the command line to the files it writes."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import rasterio
from click.testing import CliRunner, Result

from kata.cli import main
from kata.project import find_root, load_steps
from kata.run.outputs import replacing

ROOT = Path(__file__).parents[1]
SCENE = ROOT / "fixtures" / "scenes" / "first"
SAFE = next(SCENE.glob("*.SAFE"))
POLYGONS = SCENE / "polygons.geojson"
INPUTS = ("-p", str(POLYGONS), "-r", str(SAFE))
PICTURES = [
    "step1_polygons.png",
    "step2_rasters.png",
    "step3_mask.png",
    "step4_samples.png",
    "step5_csv.png",
    "step6_classification.png",
    "step7_geotiff.png",
]
STEPS = [step for step in load_steps(find_root()) if step.function]


@pytest.fixture(autouse=True)
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory whose name has a space and an accent."""
    folder = tmp_path / "été 1"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.delenv("KATA_IMPL", raising=False)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("MPLBACKEND", "agg")
    return folder


def run(*args: str, inputs: tuple[str, ...] = INPUTS) -> Result:
    return CliRunner().invoke(main, ["run", *inputs, *args], catch_exceptions=False)


def answer(folder: Path, **bodies: str) -> str:
    """Copy the reference answers, with another body for some functions."""
    shutil.copytree(ROOT / "solutions", folder)
    for function, body in bodies.items():
        step = next(step for step in STEPS if step.function == function)
        text = f"def {function}(*args):\n" + "".join(f"    {line}\n" for line in body.splitlines())
        (folder / step.file_name).write_text(text, encoding="utf-8")
    return str(folder)


def stubs(folder: Path, after: int = 0) -> str:
    return answer(folder, **{s.function: "raise NotImplementedError" for s in STEPS[after:]})


def written(folder: str = "out") -> list[str]:
    """List all files of a folder, hidden ones too."""
    return sorted(path.name for path in Path(folder).iterdir()) if Path(folder).exists() else []


def refused(result: Result) -> str:
    """Return the one line a refused run leaves."""
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.output
    return result.stderr.removeprefix("Error: ").rstrip("\n")


# A whole run


def test_a_whole_run_writes_and_says_everything() -> None:
    result = run("-c")
    assert result.exit_code == 0
    assert result.stderr == ""
    assert written() == ["classification.tif", "classified_points.csv", *PICTURES]
    lines = result.stdout.splitlines()
    times = re.compile(r"  \d+\.\d s$")
    assert [bool(times.search(line)) for line in lines[4:11]] == [True] * 7
    assert times.sub("", lines[4]) == "1/7 Load the polygons ........ 10 polygons, 5 classes"
    assert lines[11].endswith("classified_points.csv")
    assert lines[12] == f"Written: {Path('out', 'classification.tif')}"
    assert lines[-1] == (
        f"Open {Path('out', 'classification.tif')} in QGIS: Layer > Add Layer > Add Raster Layer, "
        "then Symbology > Paletted/Unique values > Classify; "
        "ids: 1 FARM, 2 WATER, 3 TOWN, 4 FOREST, 5 SAND"
    )
    table = pd.read_csv("out/classified_points.csv", sep=";")
    assert list(table.columns) == ["B04", "B03", "B02", "B8A", "feature_id"]
    with rasterio.open("out/classification.tif") as raster:
        assert raster.shape == (13, 18)
        assert raster.crs.to_epsg() == 32631


def test_the_embedded_sample_is_the_default() -> None:
    result = run("-c", "-t", "1", inputs=())
    assert result.exit_code == 0
    sample = ROOT / "fixtures" / "sample"
    assert f"Polygons: {sample / 'polygons.geojson'}" in result.stdout
    assert f"Product:  {next(sample.glob('*.SAFE'))}" in result.stdout


def test_outputs_go_where_they_are_asked_for() -> None:
    result = run("-c", "-o", "a b/é.csv", "-s", "maps/new/map.tiff")
    assert result.exit_code == 0
    assert written("a b") == ["é.csv"]
    assert written("maps/new") == ["map.tiff", *PICTURES]
    assert written() == []


def test_long_options_take_hyphens_too() -> None:
    args = ["--polygons-input-path", str(POLYGONS), "--raster_input_path", str(SAFE)]
    args += ["--csv-output-path", "c.csv", "--tutorial-step", "persist_to_csv", "--cheat", "true"]
    assert CliRunner().invoke(main, ["run", *args]).exit_code == 0
    assert Path("c.csv").exists()


def test_outputs_are_replaced() -> None:
    Path("out").mkdir()
    Path("out/classified_points.csv").write_text("old")
    Path("out/classification.tif").write_text("old")
    assert run("-c").exit_code == 0
    assert len(pd.read_csv("out/classified_points.csv", sep=";").columns) == 5
    with rasterio.open("out/classification.tif") as raster:
        assert raster.count == 1


def test_other_bands_and_resolution() -> None:
    result = run("-c", "--bands", "b08,B04", "--resolution", "10", "-t", "5")
    assert result.exit_code == 0
    assert "2 bands of 78 x 108 pixels" in result.stdout
    assert Path("out/classified_points.csv").read_text().startswith("B08;B04;feature_id\n")


def test_a_zip_file_is_understood() -> None:
    with zipfile.ZipFile("product.zip", "w") as archive:
        for path in SAFE.rglob("*"):
            archive.write(path, Path(SAFE.name, path.relative_to(SAFE)).as_posix())
    result = run("-c", inputs=("-p", str(POLYGONS), "-r", "product.zip"))
    assert result.exit_code == 0
    assert "Product:  product.zip\n" in result.stdout
    assert len(written()) == 9


def test_polygons_are_brought_to_the_zone_of_the_product() -> None:
    second = ROOT / "fixtures" / "scenes" / "second"
    inputs = ("-p", str(second / "polygons.geojson"), "-r", str(next(second.glob("*.SAFE"))))
    result = run("-c", inputs=inputs)
    assert result.exit_code == 0
    assert result.stderr == (
        "Note: polygons reprojected from EPSG:32631 to EPSG:32632, the CRS of the product\n"
    )
    with (
        rasterio.open(second / "truth.tif") as truth,
        rasterio.open("out/classification.tif") as got,
    ):
        labels, expected = got.read(1), truth.read(1)
        assert got.crs.to_epsg() == 32632
    # The scene's classes are told apart without fail; ids follow the rows of the file.
    classes = truth_classes(second)
    names = list(gpd.read_file(second / "polygons.geojson")["class"].unique())
    ids = np.array([0] + [names.index(name) + 1 for name in classes])
    assert (labels[labels != 0] == ids[expected][labels != 0]).mean() > 0.95


def truth_classes(scene: Path) -> list[str]:
    with rasterio.open(scene / "truth.tif") as truth:
        return truth.tags()["CLASSES"].split(";")


# Where it stops


@pytest.mark.parametrize("done", [0, 2, 6])
def test_it_stops_at_the_first_step_not_started(tmp_path: Path, done: int) -> None:
    impl = stubs(tmp_path / "mine", after=done)
    result = run("-i", impl)
    assert result.exit_code == 0
    assert result.stderr == ""
    step = STEPS[done]
    assert result.stdout.splitlines()[-1] == (
        f"Step {step.number} is not started: {Path(impl, step.file_name)}; "
        f"then: pytest -k {step.key} --impl {impl}"
    )
    assert [name for name in written() if name.endswith(".png")] == PICTURES[:done]


def test_the_environment_names_the_answer(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("KATA_IMPL", stubs(tmp_path / "mine"))
    assert "Step 1 is not started" in run().stdout


@pytest.mark.parametrize(
    ("name", "count"),
    [("0", 0), ("none", 0), ("2", 2), ("Load-Sentinel_Data", 2), ("7", 7), ("ALL", 7), ("end", 7)],
)
def test_it_stops_after_the_step_asked_for(name: str, count: int) -> None:
    result = run("-c", "-t", name)
    assert result.exit_code == 0
    assert [file for file in written() if file.endswith(".png")] == PICTURES[:count]
    assert "Step 3" not in result.stdout


def test_an_unknown_step_is_refused() -> None:
    assert refused(run("-t", "8")) == (
        "there is no step '8': use 0 to 7, or one of NONE, ALL, END, LOAD_FEATURE_POLYGONS, "
        "LOAD_SENTINEL_DATA, RASTERIZE_GEOJSON, PRODUCE_CLIPS, PERSIST_TO_CSV, "
        "CLASSIFY_SENTINEL_DATA, PERSIST_CLASSIFICATION_TO_RASTER"
    )


# Answers that fail


def test_an_answer_that_raises_is_shown_at_its_own_line(tmp_path: Path) -> None:
    impl = answer(tmp_path / "mine", load_sentinel_data="x = 1\nraise ValueError('no such thing')")
    result = run("-i", impl)
    assert result.exit_code == 1
    file = Path(impl, "step2_load_sentinel_data.py")
    assert result.stderr == (
        "Error: step 2: load_sentinel_data raised: ValueError: no such thing\n"
        f"  {file}:3 in load_sentinel_data\n"
        "    raise ValueError('no such thing')\n"
    )
    assert written() == PICTURES[:1]


def test_debug_shows_the_traceback(tmp_path: Path) -> None:
    impl = answer(tmp_path / "mine", load_feature_polygons="raise ValueError('no such thing')")
    result = run("-i", impl, "--debug")
    assert result.exit_code == 1
    assert result.stderr.startswith("Traceback")
    assert "ValueError: no such thing" in result.stderr


def test_an_error_of_our_own_is_one_line(monkeypatch) -> None:
    def fail(*_: object) -> None:
        raise TypeError("a bug")

    monkeypatch.setattr("kata.run.polygons.check_polygons", fail)
    assert refused(run("-c")) == "unexpected TypeError: a bug (--debug shows where)"


def test_a_file_python_cannot_read_is_said(tmp_path: Path) -> None:
    impl = answer(tmp_path / "mine", load_feature_polygons="return (")
    assert run("-i", impl).stderr.startswith(
        "Error: step 1: step1_load_feature_polygons.py cannot be read by Python: "
    )


@pytest.mark.parametrize(
    ("number", "body", "said"),
    [
        (1, "return None", "returned None instead of a GeoDataFrame"),
        (
            1,
            "import geopandas\nreturn geopandas.read_file(args[0]).drop(columns='class')",
            "returned a GeoDataFrame of shape (9, 5) instead of a GeoDataFrame with a column "
            "'class'",
        ),
        (2, "return 3", "returned a int instead of a DataArray"),
        (
            2,
            "import xarray\nreturn xarray.DataArray([[1]], dims=('y', 'x'))",
            "returned a DataArray with dims ('y', 'x') instead of a DataArray with dims "
            "('band', 'y', 'x')",
        ),
        (3, "pass", "returned None instead of a pair (mask, mapping)"),
        (
            3,
            "import numpy\nreturn numpy.zeros((2, 2)), {}",
            "returned a ndarray of shape (2, 2) instead of a mask of shape (13, 18)",
        ),
        (
            4,
            "import xarray\nreturn xarray.Dataset()",
            "returned a Dataset instead of a Dataset with a reflectance over band and z",
        ),
        (5, "pass", "wrote no file to the path it was given"),
        (6, "pass", "returned None instead of a DataArray of shape (13, 18)"),
        (7, "pass", "wrote no file to the path it was given"),
        (7, "args[0].write_text('no raster')", "wrote a file that is no raster"),
    ],
)
def test_an_unusable_result_is_said(tmp_path: Path, number: int, body: str, said: str) -> None:
    step = STEPS[number - 1]
    impl = answer(tmp_path / "mine", **{step.function: body})
    result = run("-i", impl)
    assert result.exit_code == 1
    first, second = result.stderr.splitlines()
    assert first == f"Error: step {number}: {step.function} {said}"
    assert second == f"  {Path(impl, step.file_name)}"
    assert not [name for name in written() if ".part" in name]
    assert "classification.tif" not in written()


def test_a_result_that_nothing_can_be_done_with_is_said(tmp_path: Path) -> None:
    body = "import numpy\nreturn numpy.ones((13, 18)), {'A': numpy.zeros(3)}"
    result = run("-i", answer(tmp_path / "mine", rasterize_geojson=body))
    assert result.exit_code == 1
    assert result.stderr.startswith(
        "Error: step 3: what rasterize_geojson returned cannot be used (ValueError: "
    )


def test_a_picture_that_cannot_be_drawn_stops_nothing(tmp_path: Path) -> None:
    body = "args[1].write_text('no;table')"
    result = run("-i", answer(tmp_path / "mine", persist_to_csv=body))
    assert result.exit_code == 0
    assert result.stderr == "Note: no picture of step 5: KeyError: 'feature_id'\n"
    assert [name for name in written() if name.endswith(".png")] == PICTURES[:4] + PICTURES[5:]


@pytest.mark.parametrize("function", ["persist_to_csv", "persist_classification_to_raster"])
def test_ctrl_c_leaves_nothing_half_written(tmp_path: Path, function: str) -> None:
    path = "args[1]" if function == "persist_to_csv" else "args[0]"
    body = f"{path}.write_text('half')\nraise KeyboardInterrupt"
    result = run("-i", answer(tmp_path / "mine", **{function: body}))
    assert result.exit_code == 130
    assert result.stderr == "Interrupted: outputs are complete or not there.\n"
    done = [step.function for step in STEPS].index(function)
    csv = ["classified_points.csv"] if done > 4 else []
    assert written() == csv + PICTURES[:done]


@pytest.mark.parametrize("function", ["persist_to_csv", "persist_classification_to_raster"])
def test_a_failing_writer_leaves_the_old_file(tmp_path: Path, function: str) -> None:
    assert run("-c").exit_code == 0
    before = Path("out/classification.tif").read_bytes()
    path = "args[1]" if function == "persist_to_csv" else "args[0]"
    body = f"{path}.write_text('half')\n1 / 0"
    assert run("-i", answer(tmp_path / "mine", **{function: body})).exit_code == 1
    assert Path("out/classification.tif").read_bytes() == before
    done = [step.function for step in STEPS].index(function)
    assert written() == ["classification.tif", "classified_points.csv", *PICTURES[:done]]


def test_nothing_is_left_of_what_failed_whatever_the_name(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()

    def write() -> None:
        with replacing(folder / "a[0].tif") as part:
            part.touch()
            part.with_name(f"{part.name}.aux.xml").touch()
            raise KeyError

    with pytest.raises(KeyError):
        write()
    assert not [*folder.iterdir()]


# Data that cannot be used


def drawn(folder: Path, change) -> tuple[str, ...]:
    """Write the scene's polygons, changed, and return the options that use them."""
    polygons = gpd.read_file(POLYGONS)
    path = folder / "mine.geojson"
    change(polygons).to_file(path, driver="GeoJSON")
    return ("-p", str(path), "-r", str(SAFE))


def shrunk(polygons: gpd.GeoDataFrame, names: set[str]) -> gpd.GeoDataFrame:
    """Make the polygons of some classes so small that they lie between pixel centres."""
    metres = polygons.to_crs("EPSG:32631")
    rows = metres["class"].isin(names)
    # A corner of four pixels in the middle of the scene.
    with rasterio.open(next(SAFE.glob("GRANULE/*/IMG_DATA/R60m/*_B04_60m.jp2"))) as raster:
        x, y = raster.transform * (9, 6)
    metres.loc[rows, "geometry"] = gpd.points_from_xy([x], [y])[0].buffer(5)
    return metres.to_crs(polygons.crs)


def test_a_class_without_pixels_is_noted(tmp_path: Path) -> None:
    inputs = drawn(tmp_path, lambda polygons: shrunk(polygons, {"SAND"}))
    result = run("-c", inputs=inputs)
    assert result.exit_code == 0
    assert result.stderr == "Note: no pixel has class SAND: its polygons hold no pixel centre\n"


def test_polygons_without_any_pixel_are_refused(tmp_path: Path) -> None:
    inputs = drawn(tmp_path, lambda polygons: shrunk(polygons, set(polygons["class"])))
    assert refused(run("-c", inputs=inputs)) == (
        "no pixel has a class: the polygons hold no pixel centre, draw larger ones"
    )
    assert written() == PICTURES[:2]


@pytest.mark.parametrize(
    ("function", "body", "said"),
    [
        (
            "rasterize_geojson",
            "import numpy as np\n"
            "return np.zeros(args[0].shape[1:], 'uint8'), {'WATER': 1, 'SAND': 2}",
            "step 3: rasterize_geojson gave no pixel the id of a class, but \\d+ pixel centres lie",
        ),
        (
            "produce_clips",
            "import xarray as xr\n"
            "empty = xr.DataArray([[]] * 4, dims=('band', 'z'))\n"
            "return xr.Dataset({'reflectance': empty, 'feature_id': empty[0]})",
            "step 4: produce_clips returned no sample, but \\d+ pixels have a class and a value",
        ),
    ],
)
def test_an_empty_result_of_good_inputs_is_the_answers_fault(
    tmp_path: Path, function: str, body: str, said: str
) -> None:
    result = run("-i", answer(tmp_path / "answer", **{function: body}))
    assert result.exit_code == 1
    assert re.search(said, result.stderr)
    assert "Pictures in out: step1_polygons.png" in result.stdout


def test_what_is_no_reflectance_is_noted(tmp_path: Path) -> None:
    folder = answer(tmp_path / "answer")
    file = Path(folder, "step2_load_sentinel_data.py")
    text = file.read_text(encoding="utf-8")
    undivided = text.replace("    band /= BOA_QUANTIFICATION_VALUE\n", "")
    assert undivided != text
    file.write_text(undivided, encoding="utf-8")
    result = run("-i", folder)
    assert "not a reflectance: pytest -k step2" in result.stderr


def test_pictures_and_files_of_an_earlier_run_do_not_pass_for_this_one(tmp_path: Path) -> None:
    assert run("-c").exit_code == 0
    result = run("-i", stubs(tmp_path / "answer", after=2))
    assert "step7_geotiff.png" not in written()
    assert "Not written: out/classification.tif is of an earlier run" in result.stdout
    assert "classification.tif" in written()


def test_one_class_is_refused(tmp_path: Path) -> None:
    inputs = drawn(tmp_path, lambda polygons: polygons[polygons["class"] == "WATER"])
    assert refused(run("-c", inputs=inputs)) == (
        "there are samples of one class only: a map needs at least two"
    )


def test_samples_without_data_are_refused(tmp_path: Path) -> None:
    product = Path(shutil.copytree(SAFE, tmp_path / SAFE.name))
    path = next(product.glob("GRANULE/*/IMG_DATA/R60m/*_B04_60m.jp2"))
    with rasterio.open(path) as raster:
        keys = ("driver", "dtype", "count", "width", "height", "crs", "transform")
        profile = {key: raster.profile[key] for key in keys}
    with rasterio.open(path, "w", **profile, QUALITY="100", REVERSIBLE="YES") as raster:
        raster.write(np.zeros((1, *raster.shape), dtype="uint16"))
    assert refused(run("-c", inputs=("-p", str(POLYGONS), "-r", str(product)))) == (
        "there are no samples: every pixel with a class is nodata in some band"
    )


@pytest.mark.parametrize(("given", "missing"), [("-p", "-r"), ("-r", "-p")])
def test_half_of_the_inputs_is_refused(given: str, missing: str) -> None:
    inputs = (given, str(POLYGONS if given == "-p" else SAFE))
    assert refused(run(inputs=inputs)) == (
        f"{given} is given without {missing}: polygons and product belong together, give both"
    )


def test_a_missing_answer_is_refused() -> None:
    assert refused(run("-i", "nobody")) == (
        "there is no folder nobody: --impl takes one that holds step files"
    )


def test_refusals_of_inputs_reach_the_user() -> None:
    assert refused(run("-c", "--bands", "B99")).startswith("'B99' is no band")
    assert refused(run("-c", inputs=("-p", "no.geojson", "-r", str(SAFE)))).startswith(
        "there is no no.geojson"
    )
    assert refused(run("-c", inputs=("-p", str(POLYGONS), "-r", "no.SAFE"))).startswith(
        "there is no no.SAFE"
    )
    assert written() == []


# Radiometry


def product_without_metadata(folder: Path, name: str) -> tuple[str, ...]:
    product = Path(shutil.copytree(SAFE, folder / name))
    (product / "MTD_MSIL2A.xml").unlink()
    return ("-p", str(POLYGONS), "-r", str(product))


def test_a_product_without_offset_is_refused(tmp_path: Path) -> None:
    inputs = product_without_metadata(tmp_path, SAFE.name.replace("_N0400_", "_N0301_"))
    assert refused(run("-c", inputs=inputs)) == (
        f"{inputs[3]} has offset 0 and quantification 10000 (baseline 03.01 in the product's "
        "name), but the steps compute (DN - 1000) / 10000: its reflectance would be wrong, "
        "download the same scene with processing baseline 04.00 or later"
    )
    assert written() == []


def test_an_unknown_baseline_is_noted(tmp_path: Path) -> None:
    inputs = product_without_metadata(tmp_path, "MINE.SAFE")
    result = run("-c", "-t", "2", inputs=inputs)
    assert result.exit_code == 0
    assert result.stderr == (
        "Note: the processing baseline is unknown, reflectance = (DN - 1000) / 10000 is assumed: "
        f"to settle it, put MTD_MSIL2A.xml or original_folder_name.txt into {inputs[3]}\n"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize(("typed", "code"), [(b"y\n", 0), (b"\n", 1)])
def test_an_unknown_baseline_is_asked_about_on_a_terminal(
    tmp_path: Path, typed: bytes, code: int
) -> None:
    inputs = product_without_metadata(tmp_path, "MINE.SAFE")
    ours, theirs = os.openpty()
    os.write(ours, typed)
    done = subprocess.run(
        [sys.executable, "-c", "from kata.cli import main; main()", "run", "-c", "-t0", *inputs],
        stdin=theirs,
        stderr=theirs,
        stdout=subprocess.DEVNULL,
        timeout=120,
    )
    assert b"is unknown. Use (DN - 1000) / 10000? [y/N]" in os.read(ours, 10_000)
    assert done.returncode == code


# Outputs that cannot be written


def test_outputs_that_cannot_be_written_are_refused_before_the_work() -> None:
    Path("file").write_text("")
    Path("folder").mkdir()
    assert refused(run("-c", "-o", "file/a.csv")) == "file is not a folder: write a.csv elsewhere"
    assert refused(run("-c", "-o", "folder")) == "folder is a folder: name a file to write"
    assert refused(run("-c", "-s", "map.png")) == (
        "map.png does not end in .tif: the map is written as GeoTIFF"
    )
    assert written("folder") == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_protected_folder_is_refused() -> None:
    Path("shut").mkdir(mode=0o500)
    assert refused(run("-c", "-o", "shut/a.csv")) == (
        "shut cannot be written (Permission denied): write a.csv elsewhere"
    )


# What is printed


def test_verbose_logs_each_result() -> None:
    result = run("-c", "-v")
    assert result.exit_code == 0
    heads = [line for line in result.stderr.splitlines() if line.startswith("INFO:")]
    assert heads == [
        "INFO:root:polygons:",
        "INFO:root:rasters:",
        "INFO:root:burnt_polygons:",
        "INFO:root:mapping:",
        "INFO:root:classified_rgb_rows:",
        f"INFO:root:Written CSV output {Path('out', 'classified_points.csv')}",
        "INFO:root:classification_result:",
        f"INFO:root:Written Classified Raster to {Path('out', 'classification.tif')}",
    ]
    assert "{'FARM': 1, 'WATER': 2, 'TOWN': 3, 'FOREST': 4, 'SAND': 5}" in result.stderr


def test_verbose_can_be_switched_off() -> None:
    assert "INFO" not in run("-c", "-v", "false", "-t", "1").output


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_piped_output_is_plain_in_any_encoding(encoding: str) -> None:
    polygons = gpd.read_file(POLYGONS)
    polygons["class"] = polygons["class"].replace("WATER", "Вода 水")
    polygons.to_file("mine.geojson", driver="GeoJSON")
    inputs = ["-p", "mine.geojson", "-r", str(SAFE)]
    done = subprocess.run(
        [sys.executable, "-c", "from kata.cli import main; main()", "run", "-c", *inputs],
        env=os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
        capture_output=True,
        timeout=300,
    )
    assert done.returncode == 0
    assert done.stderr == b""
    assert b"\x1b" not in done.stdout
    assert b"\r" not in done.stdout.replace(b"\r\n", b"\n")
    assert len(written()) == 9


def test_windows_are_not_opened_where_there_are_none() -> None:
    result = run("-c", "-t", "1", "-f")
    assert result.exit_code == 0
    assert result.stderr == "Note: no windows, matplotlib finds no display here\n"
    assert run("-c", "-t", "1", "-f", "false").stderr == ""


def test_the_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from click.testing import CliRunner\n"
        "from kata.cli import main\n"
        "for args in (['-h'], ['run', '--help']):\n"
        "    assert CliRunner().invoke(main, args).exit_code == 0\n"
        "heavy = {'geopandas', 'rasterio', 'matplotlib', 'sklearn', 'xarray', 'numpy', 'pooch'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_the_help_names_every_option_of_the_tutorial() -> None:
    text = CliRunner().invoke(main, ["run", "-h"]).output
    for option in (
        "-p, --polygons_input_path",
        "-r, --raster_input_path",
        "-o, --csv_output_path",
        "-s, --raster_output_path",
        "-t, --tutorial_step",
        "-v, --verbose",
        "-c, --cheat",
        "-f, --figures",
        "-h, --help",
        "-i, --impl",
        "--resolution",
        "--bands",
        "--debug",
    ):
        assert option in text


def test_the_commands_of_the_help_exist() -> None:
    assert CliRunner().invoke(main, ["fetch", "-h"]).exit_code == 0
    assert CliRunner().invoke(main, ["nothing"]).exit_code == 2
