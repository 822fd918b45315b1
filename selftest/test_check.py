"""The author's checker: each rule broken once in a copy of the kata, and said in one line."""

import json
import re
import shutil
from pathlib import Path

import numpy as np
import pytest
import rasterio
from click.testing import CliRunner
from judge import ROOT

import kata.check.command
from kata.check.command import check, inspect
from kata.cli import main
from kata.project import NotAKataError

TABLE = "exercises/kata.toml"
STUB = "exercises/step3_rasterize_geojson.py"
SOLUTION = "solutions/step3_rasterize_geojson.py"
GRADED = "tests/test_step3_rasterize_geojson.py"
FIRST = ROOT / "fixtures" / "scenes" / "first"


@pytest.fixture
def copy(tmp_path):
    """Return a copy of the kata that may be broken; without the scenes, which take their time."""
    for folder in ("exercises", "solutions", "tests"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=_not_a_source)
    return tmp_path


@pytest.fixture
def copy_with_scenes(copy):
    shutil.copytree(FIRST, copy / "fixtures" / "scenes" / "first")
    return copy


def _not_a_source(folder, names):
    return {name for name in names if Path(name).suffix not in {".py", ".toml"}}


def break_it(root, file, old, new):
    """Replace the first `old` of a file."""
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def add(root, file, text):
    with (root / file).open("a", encoding="utf-8") as opened:
        opened.write(text)


def defects(root):
    return [str(defect) for defect in inspect(root).defects]


def expect_one(root, file, near, said):
    """Expect one defect, at the first line of the file that holds `near`."""
    (line,) = defects(root)
    lines = (root / file).read_text(encoding="utf-8").splitlines()
    number = next(n for n, text in enumerate(lines, start=1) if near in text)
    assert line.startswith(f"{file}:{number}: ")
    assert said in line
    assert "\n" not in line


# ---- the command -----------------------------------------------------------------------------


def test_this_kata_is_in_order(monkeypatch):
    monkeypatch.chdir(ROOT / "docs")
    result = CliRunner().invoke(check)
    assert re.fullmatch(r"8 steps, \d\d+ graded checks, 24 hints: in order\n", result.output)
    assert result.exit_code == 0


def test_each_defect_is_a_line_and_the_command_fails(copy, monkeypatch):
    break_it(copy, TABLE, 'title = "Load the polygons"', 'title = ""')
    (copy / STUB).unlink()
    monkeypatch.chdir(copy)
    result = CliRunner().invoke(check)
    first, second = result.output.splitlines()
    assert first.startswith(f"{TABLE}:5: step1_load_feature_polygons has no title")
    assert second.startswith(f"{TABLE}:")
    assert f"has no {STUB}" in second
    assert result.exit_code == 1


def test_without_a_kata_it_says_so(monkeypatch):
    def nowhere():
        raise NotAKataError("no kata here")

    monkeypatch.setattr(kata.check.command, "find_root", nowhere)
    result = CliRunner().invoke(main, ["check"])
    assert result.output == "Error: no kata here\n"
    assert result.exit_code == 1


# ---- the table of steps ----------------------------------------------------------------------

ID = 'id = "step3_rasterize_geojson"'


@pytest.mark.parametrize("file", [STUB, SOLUTION, GRADED])
def test_a_file_of_a_step_is_missing(copy, file):
    (copy / file).unlink()
    expect_one(copy, TABLE, ID, f"step3_rasterize_geojson has no {file}: write it")


@pytest.mark.parametrize(
    ("old", "new", "near", "said"),
    [
        ('title = "Rasterize the polygons"', 'title = " "', 'title = " "', "has no title"),
        ('title = "Rasterize the polygons"\n', "", "", "has no title"),
        ("points = 15", "points = 0", "points = 0", "has no points"),
        ("points = 15", 'points = "15"', 'points = "15"', "has no points"),
        ("points = 15\n", "", "", "has no points"),
        ('    "Several rows', '    # "Several rows', "", "has 2 hints"),
        ('    "Several rows', '    "Why?",\n    "Several rows', "", "has 4 hints"),
        ('function = "rasterize_geojson"\n', "", "", "has no function"),
    ],
)
def test_a_row_is_not_complete(copy, old, new, near, said):
    text = (copy / TABLE).read_text(encoding="utf-8")
    before, mine = text[: text.index(ID)], text[text.index(ID) :]
    assert old in mine
    (copy / TABLE).write_text(before + mine.replace(old, new, 1), encoding="utf-8")
    found = [line for line in defects(copy) if said in line]
    assert len(found) == 1
    assert f"step3_rasterize_geojson {said}" in found[0]
    if near:
        expect_one(copy, TABLE, near, said)


def test_steps_out_of_order(copy):
    path = copy / TABLE
    first, *rows = path.read_text(encoding="utf-8").split("[[step]]")
    rows[0], rows[1] = rows[1], rows[0]
    path.write_text("[[step]]".join([first, *rows]), encoding="utf-8")
    one, two = defects(copy)
    assert 'step 1 has the id "step2_load_sentinel_data": let it begin with step1_' in one
    assert 'step 2 has the id "step1_load_feature_polygons": let it begin with step2_' in two


@pytest.mark.parametrize(
    "file", ["exercises/step9_more.py", "solutions/step9_more.py", "tests/test_step9_more.py"]
)
def test_a_file_belongs_to_no_step(copy, file):
    (copy / file).write_text('"""More."""\n', encoding="utf-8")
    expect_one(copy, file, "More", "it belongs to no step of exercises/kata.toml")


def test_lessons_are_asked_for_once_there_are_any(copy):
    folder = copy / "docs" / "lessons"
    folder.mkdir(parents=True)
    assert len(defects(copy)) == 8
    for path in (copy / "tests").glob("test_*.py"):
        (folder / f"{path.stem.removeprefix('test_')}.md").write_text("A lesson.")
    assert defects(copy) == []
    (folder / "step3_rasterize_geojson.md").unlink()
    expect_one(copy, TABLE, ID, "has no lesson: write docs/lessons/step3_rasterize_geojson.md")


def test_lessons_may_lie_in_docs_itself(copy):
    (copy / "docs").mkdir()
    (copy / "docs" / "step1_load_feature_polygons.md").write_text("A lesson.")
    found = defects(copy)
    assert len(found) == 7
    assert "write docs/step2_load_sentinel_data.md" in found[0]


def test_a_table_that_cannot_be_read(copy):
    break_it(copy, TABLE, ID, "id = step3")
    expect_one(copy, TABLE, "id = step3", "this is not TOML: ")


def test_a_table_of_another_form(copy):
    (copy / TABLE).write_text('step = [{ id = "step1_all" }]', encoding="utf-8")
    expect_one(copy, TABLE, "step1_all", "begin each with [[step]]")


def test_a_file_that_python_cannot_read(copy):
    break_it(copy, STUB, "def rasterize_geojson(", "def rasterize geojson(")
    expect_one(copy, STUB, "def rasterize geojson(", "Python cannot read it")


# ---- hints -----------------------------------------------------------------------------------


def with_hint(root, level, hint):
    """Put a hint into step 3, whose hints are single lines."""
    path = root / TABLE
    lines = path.read_text(encoding="utf-8").splitlines()
    start = lines.index("hints = [", lines.index(ID))
    lines[start + level] = f"    {hint},"
    path.write_text("\n".join(lines), encoding="utf-8")


@pytest.mark.parametrize(
    ("level", "hint", "said"),
    [
        (1, '"Look at the class."', "hint 1 of step3_rasterize_geojson is no question"),
        (2, '"rasterize takes pairs."', "hint 2 of step3_rasterize_geojson has no link"),
        (3, f'"{"Burn. " * 51}"', "hint 3 of step3_rasterize_geojson has 306 characters"),
    ],
)
def test_a_hint_breaks_the_convention(copy, level, hint, said):
    with_hint(copy, level, hint)
    expect_one(copy, TABLE, hint, said)


# The same line of a solution in the ways an author would write it.
SPOILERS = {
    "as it is": "mapping = {name: number for number, name in enumerate(names, start=1)}",
    "other spaces": "training_classes [ 'class' ] . unique ( )",
    "with the alias": "return gpd.read_file(input_path).to_crs(TILE_CRS)",
    "constant in place": "return gpd.read_file(input_path).to_crs('EPSG:32631')",
    "whole name": "call geopandas.read_file(input_path).to_crs('EPSG:32631'), that is all",
    "an argument": "give it out_shape=data_array.rio.shape",
    "a short one": "then band[dn == NODATA] = np.nan",
    "a head": "with rasterio.open(path) as file: read it",
    "a comma at the end": "table.to_csv(csv_output_path, sep=';', index=False,)",
}


@pytest.mark.parametrize("code", SPOILERS.values(), ids=SPOILERS)
def test_a_hint_tells_the_solution(copy, code):
    with_hint(copy, 3, json.dumps(f"Write {code}."))
    expect_one(copy, TABLE, "Write ", "hint 3 of step3_rasterize_geojson tells the solution, ")


def test_words_of_the_libraries_are_no_solution(copy):
    with_hint(copy, 3, "\"Use data_array.rio.transform() and classified_rgb_rows['reflectance'].\"")
    assert defects(copy) == []


# ---- graded checks ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "near", "said"),
    [
        ("def test_new(expect):\n    pass\n", "def", "test_new has no requirement"),
        (
            'def test_new(expect):\n    """It holds"""\n',
            '"""',
            "the requirement of test_new does not end with a full stop",
        ),
        (
            'def test_new(expect):\n    """It holds here\n    and there.\n    """\n',
            '"""',
            "the requirement of test_new does not end with a full stop",
        ),
        (
            f'def test_new(expect):\n    """It holds{" here" * 19}."""\n',
            '"""',
            "the requirement of test_new has 104 characters",
        ),
        (
            'def test_map_is_right(expect):\n    """It is."""\n',
            "def",
            "test_map_is_right is in tests/test_step3_rasterize_geojson.py:",
        ),
        ('def test_new(step):\n    """It is."""\n', "def", "test_new does not take expect"),
        (
            '@pytest.fixture\ndef give(step):\n    pass\n\n\ndef test_new(give):\n    """It."""\n',
            "def test_new",
            "test_new does not take expect",
        ),
        ("def helper(mask):\n    assert mask\n", "assert", "a bare assert says nothing"),
        ("def helper():\n    pytest.skip()\n", "pytest.skip", "pytest.skip: a check that is left"),
        ("@pytest.mark.skipif(True)\ndef helper():\n    pass\n", "skipif", "pytest.mark.skipif: "),
        ("from pytest import skip\n", "skip", "import pytest as a whole"),
    ],
)
def test_a_graded_check_breaks_a_rule(copy, code, near, said):
    file = "tests/test_step8_pipeline.py"
    add(copy, file, f"\n\n# New.\n{code}")
    text = (copy / file).read_text(encoding="utf-8")
    line = text[: text.index(near, text.index("# New."))].count("\n") + 1
    found = defects(copy)
    # Of two checks with one name the later one is blamed.
    place = r"tests/test_step[68]\w+\.py:\d+: " if "map_is_right" in code else f"{file}:{line}: "
    assert len(found) == 1
    assert re.match(place, found[0])
    assert said.removesuffix("tests/test_step3_rasterize_geojson.py:") in found[0]


def test_expect_may_come_by_way_of_fixtures(copy):
    add(
        copy,
        GRADED,
        "\n\n@pytest.fixture()\ndef one(expect):\n    return expect\n\n\n@pytest.fixture\n"
        'def two(two, one):\n    return one\n\n\ndef test_new(two):\n    """It holds."""\n',
    )
    assert defects(copy) == []


LONG = "it is wrong " * 10 + "here"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ('expect.fail("it is wrong\\nthere")', "has several lines"),
        (f'expect.stop("{LONG}")', "has 124 characters"),
        ('expect.that(False, "it is wrong.")', "ends with a full stop"),
        ('expect.that(False, said="it is wrong.")', "ends with a full stop"),
        ('expect.fail(f"{step} is wrong.")', "ends with a full stop"),
        (f'expect.fail(f"{{step}} {LONG}")', "has 126 characters"),
        ('expect.fail("right" if step else "wrong.")', "ends with a full stop"),
        ('expect.fail(f"{step} " + "is wrong.")', "ends with a full stop"),
        ('expect.fail(step or "wrong.")', "ends with a full stop"),
        ('expect.fail({1: "wrong."}.get(step, "right"))', "ends with a full stop"),
        ('expect.fail({1: "wrong"}.get(step, "right."))', "ends with a full stop"),
        ('words = "wrong."; words = f"{words} it is"; expect.fail(words)', "ends with a full stop"),
        ('{named("upside-down", "it is wrong."): 1}', "ends with a full stop"),
        ('named("upside-down", f"the {step} is wrong.")', "ends with a full stop"),
    ],
)
def test_what_is_said_is_one_short_line(copy, code, said):
    add(copy, GRADED, f"\n\ndef look(expect, step):\n    {code}\n")
    expect_one(copy, GRADED, code, f"what is said {said}")


@pytest.mark.parametrize(
    "code",
    [
        'expect.fail("the classes count 1, 2, 3...")',
        'expect.fail(f"see {step}.{step}", expected="Two.\\nLines.")',
        'expect.fail("this " + step.partition(".")[0])',
        'pytest.fail("A sentence.")',
    ],
)
def test_what_may_be_said(copy, code):
    add(copy, GRADED, f"\n\ndef look(expect, step):\n    {code}\n")
    assert defects(copy) == []


def test_a_message_tells_the_solution(copy):
    code = 'f"try {step}, data_array.rio.shape, fill=0, transform=data_array.rio.transform()"'
    add(copy, GRADED, f"\n\ndef look(step):\n    return {code}\n")
    expect_one(copy, GRADED, 'return f"try', "this text tells the solution, transform=data_array.")


# ---- stubs -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "near", "said"),
    [
        ("raise NotImplementedError", "return None", "def ras", "raise NotImplementedError, and"),
        ("raise NotImplementedError", "raise ValueError", "def ras", "raise NotImplementedError,"),
        (
            "    raise NotImplementedError",
            "    return None\n    raise NotImplementedError",
            "def ras",
            "raise NotImplementedError",
        ),
        ("def rasterize_geojson", "def rasterize", '"""Step 3', "no function rasterize_geojson"),
        (
            "data_array: DataArray",
            "data_array",
            "def ras",
            f"the signature is not that of {SOLUTION}",
        ),
        ("data_array: DataArray", "data_array: GeoDataFrame", "def ras", "the signature is not"),
        (
            "training_classes: GeoDataFrame\n",
            "training_classes: GeoDataFrame = 0\n",
            "def",
            "the sig",
        ),
        (
            "tuple[np.ndarray, dict[str, int]]",
            "tuple[np.ndarray, dict]",
            "def ras",
            "the signature",
        ),
        (
            "data_array: DataArray, training_classes: GeoDataFrame",
            "training_classes: GeoDataFrame, data_array: DataArray",
            "",
            "the signature is not",
        ),
        (
            "    training_classes : geo",
            "    classes : geo",
            "    Parameters",
            "describe data_array, tr",
        ),
        *(
            (
                f"    {name}\n    ---",
                f"    {name} are\n    ---",
                "def ras",
                f"has no {name}: write it",
            )
            for name in ("Parameters", "Returns", "Examples", "See Also")
        ),
    ],
)
def test_a_stub_breaks_a_rule(copy, old, new, near, said):
    break_it(copy, STUB, old, new)
    if near:
        expect_one(copy, STUB, near, said)
    else:
        assert any(said in line for line in defects(copy))


def test_a_solution_without_its_function(copy):
    break_it(copy, SOLUTION, "def rasterize_geojson", "def burn")
    expect_one(copy, SOLUTION, "Step 3", "there is no function rasterize_geojson")


def test_a_stub_without_docstring(copy):
    text = (copy / STUB).read_text(encoding="utf-8")
    start, end = text.index('    """Burn polygons'), text.index("    # TODO")
    (copy / STUB).write_text(text[:start] + text[end:], encoding="utf-8")
    expect_one(copy, STUB, "def ras", "has no Parameters and no Returns and no Examples and no See")


def test_a_stub_without_todo(copy):
    text = (copy / STUB).read_text(encoding="utf-8")
    (copy / STUB).write_text(text.replace("# TODO: ", "# "), encoding="utf-8")
    expect_one(copy, STUB, "def ras", "there is no # TODO")


@pytest.mark.parametrize(
    ("old", "new", "near"),
    [
        (
            "    # TODO: burn",
            "    # mask = rasterize(zip(training_classes.geometry,\n"
            '    #     training_classes["class"].map(mapping), strict=True))\n    # TODO: burn',
            "zip(",
        ),
        (
            "    See Also\n",
            "    Hint: `transform=data_array.rio.transform()`.\n\n    See Also\n",
            "Hint",
        ),
        (
            "def rasterize_geojson(",
            "def number(names):\n    return {\n        name: number\n"
            "        for number, name in enumerate(names, start=1)\n    }\n\n\n"
            "def rasterize_geojson(",
            "return {",
        ),
    ],
)
def test_a_stub_tells_the_solution(copy, old, new, near):
    break_it(copy, STUB, old, new)
    expect_one(copy, STUB, near, "this is a line of the solution, ")


# ---- examples --------------------------------------------------------------------------------


def band(name):
    (path,) = FIRST.glob(f"*.SAFE/GRANULE/*/IMG_DATA/R60m/*_{name}_60m.jp2")
    with rasterio.open(path) as file:
        return file.read(1).astype(int)


def copied():
    """Return examples as one would copy them from the first scene, or from a graded test."""
    red, green = band("B04"), band("B03")
    reflectance = (red - 1000) / 10000
    sample = reflectance[2, 4], (green[2, 4] - 1000) / 10000
    (corner, *_), *_ = json.loads((FIRST / "polygons.geojson").read_text(encoding="utf-8"))[
        "features"
    ][0]["geometry"]["coordinates"]
    return {
        "row of DN": str(red[2, 3:6].tolist()),
        "column of DN": str(red[2:4, 4].tolist()),
        "rounded reflectance": "[[{:.3f}, {:.3f}],".format(*reflectance[2, 4:6]),
        "a sample": "{:.4f};{:.4f};4".format(*sample),
        "a rounded corner": "({:.4f}, {:.4f})".format(*corner),
        "ids": '{"ICE": 4} or [255, 36]',
        "a published row": "[0.0070, 0.0152]",
    }


@pytest.mark.parametrize("example", copied().values(), ids=copied())
def test_an_example_is_copied_from_the_test_data(copy_with_scenes, example):
    break_it(copy_with_scenes, STUB, "        [[4, 0, 9],", f"        {example}")
    expect_one(copy_with_scenes, STUB, example, "as the test data: make up other numbers")


def test_an_example_has_a_class_of_the_test_data(copy_with_scenes):
    break_it(copy_with_scenes, STUB, "rows: ICE is", "rows: FOREST is")
    expect_one(copy_with_scenes, STUB, "FOREST", "the example has FOREST, a class of the test")


def test_numbers_alone_are_no_copy(copy_with_scenes):
    red = band("B04")
    apart = f"{red[2, 6]} and {red[2, 7]}, [0, {red[2, 6]}, 0], 10 m, R{red[2, 6]}, {red[2, 7]}"
    break_it(copy_with_scenes, STUB, "        [[4, 0, 9],", f"        {apart}")
    assert defects(copy_with_scenes) == []
    assert np.all(red[2, 6:8] > 0)
