"""A failed raster is shown as a raster: in letters on the screen, and as a picture."""

import shutil
import subprocess
import sys

import numpy as np
import pytest
from affine import Affine
from judge import ROOT
from matplotlib.image import imread

from kata.grading.diagnose import differing
from kata.grading.failure import Comparison
from kata.grading.scenes import Grid
from kata.grading.sketch import confusion, sketch
from kata.report.failed import draw_failed

LABELS = {0: "no class", 3: "FARM", 200: "WATER"}


def text_of(lines):
    return ["".join(piece.text for piece in line) for line in lines]


def compare(expected, got, labels=None, **more):
    expected, got = np.asarray(expected), np.asarray(got)
    grid = Grid(Affine(60, 0, 300000, 0, -60, 4900020), expected.shape[-2:], 32631)
    wrong = differing(got, expected)
    return Comparison("mask", expected, got, wrong, grid, labels=labels, **more)


@pytest.fixture
def classes():
    """A mask of 3 x 4 pixels of which two are wrong: one another class, one an unknown id."""
    expected = [[3, 3, 0, 0], [3, 200, 200, 0], [0, 0, 200, 0]]
    got = [[3, 3, 0, 0], [3, 3, 200, 7], [0, 0, 200, 0]]
    return compare(expected, got, LABELS)


def test_both_masks_are_drawn_in_the_letters_of_their_classes(classes):
    assert text_of(sketch(classes)) == [
        "     expected   got, columns 0 to 3",
        "   0 ░░░░····   ░░░░····",
        "   1 ░░▒▒▒▒··   ░░░░▒▒??",
        "   2 ····▒▒··   ····▒▒··",
        "     ·· no class  ░░ FARM  ▒▒ WATER  ?? other",
    ]


def test_wrong_pixels_are_red_and_no_others(classes):
    red = [piece.text for line in sketch(classes) for piece in line if piece.look == "red"]
    assert red == ["░░", "??"]


def test_ascii_stands_in_for_blocks(classes):
    lines = text_of(sketch(classes, unicode=False))
    assert lines[2] == "   1 ::====..   ::::==??"
    assert "".join(lines).isascii()


def test_what_is_no_class_id_is_shown_as_such(tmp_path):
    comparison = compare([[0, 3, 3, 200]], [[np.nan, np.inf, 3.5, 200.0]], LABELS)
    assert text_of(sketch(comparison))[1] == "   0 ··░░░░▒▒   ??????▒▒"
    assert text_of(confusion(comparison))[1:] == [
        "     none                 0           1",
        "     FARM                 0           2",
    ]
    draw_failed(comparison, "Step 3", tmp_path / "strange.png")
    assert reds(tmp_path / "strange.png") > 0


def test_reflectance_is_drawn_on_the_scale_of_what_was_expected():
    expected = [[np.nan, 0.0, 0.1, 0.2, 0.4]]
    got = [[0.0, np.nan, 0.1, 1.2, -0.3]]
    assert text_of(sketch(compare(expected, got)))[1:] == [
        "   0 ··░░▒▒▓▓██   ░░··▒▒++--",
        "     ·· NaN  ░░ to ██ 0 to 0.4  -- below  ++ above",
    ]


def test_the_first_difference_is_in_sight_and_lines_fit():
    expected = np.zeros((90, 120), "uint8")
    got = expected.copy()
    got[77, 111] = 3
    lines = sketch(compare(expected, got, LABELS), width=54)
    assert max(map(len, text_of(lines))) <= 54
    (row,) = (line for line in lines if any(piece.look == "red" for piece in line))
    assert row[0].text.startswith("  77 ")
    first, last = map(int, text_of(lines)[0].split("columns ")[1].split(" to "))
    assert first <= 111 <= last
    assert len(lines) <= 9


def test_the_band_with_the_difference_is_drawn():
    expected = np.zeros((2, 3, 3), "float32")
    got = expected.copy()
    got[1, 2, 0] = 1
    comparison = compare(expected, got, bands=("B04", "B8A"))
    assert comparison.title == "mask, B8A"
    assert "++" in text_of(sketch(comparison))[3]


def test_confusion_counts_the_pixels_of_each_class_that_is_missed(classes):
    assert text_of(confusion(classes)) == [
        "     pixels            none        FARM       WATER       other",
        "     none                 5           0           0           1",
        "     WATER                0           1           2           0",
    ]


def test_no_confusion_without_classes_or_room(classes):
    assert confusion(compare([[0.1]], [[0.2]])) == []
    assert confusion(classes, width=30) == []


def reds(path):
    picture = imread(path)
    return int((np.abs(picture[..., :3] - (0.84, 0.15, 0.16)).max(axis=2) < 0.02).sum())


@pytest.mark.parametrize(
    ("expected", "labels"),
    [
        (np.tile([[0, 3], [200, 3]], (20, 30)), LABELS),
        (np.linspace(-0.1, 1.2, 2400).reshape(40, 60), None),
        (np.where(np.eye(40, 60) > 0, np.nan, 0.2), None),
        (np.eye(40, 60) > 0, None),
        (np.tile(np.array([[0, 3], [200, 3]], "uint8"), (1200, 1500)), LABELS),
    ],
    ids=["classes", "reflectance", "nodata", "pattern", "large"],
)
def test_picture_marks_what_differs(tmp_path, expected, labels):
    some, most = expected.copy(), expected.copy()
    some[*(side // 3 for side in expected.shape)] = 1
    most[:] = 77 if expected.dtype.kind != "b" else ~expected
    targets = [tmp_path / "é" / f"{name}.png" for name in ("some", "most")]
    for got, target in zip((some, most), targets, strict=True):
        draw_failed(compare(expected, got, labels), "Step 3: é", target)
    few, many = map(reds, targets)
    assert 0 < few < many / 10


@pytest.fixture
def kata(tmp_path):
    """A kata whose step 3 is right but for pixels that the polygons only touch."""
    for name in ("exercises", "solutions", "tests", "fixtures"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (file,) = (tmp_path / "exercises").glob("step3*.py")
    mistake = ROOT / "selftest" / "mistakes" / "step3" / "all_touched.py"
    shutil.copy(mistake, file)
    return tmp_path


def run(kata, *args):
    command = [sys.executable, "-m", "pytest", "-k", "step3", *args]
    return subprocess.run(
        command, cwd=kata, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_each_failed_raster_is_drawn_and_old_pictures_go(kata):
    folder = kata / "reports" / "failures"
    folder.mkdir(parents=True)
    for name in ("step3_old.png", "step7_other.png"):
        (folder / name).touch()
    screen = run(kata).stdout
    drawn = {path.name for path in folder.iterdir()}
    assert "step3_old.png" not in drawn
    assert "step7_other.png" in drawn, "step 7 did not run: its pictures stay"
    picture = "step3_mask_has_the_class_of_each_pixel_centre.png"
    assert f"picture   reports/failures/{picture}" in screen
    assert reds(folder / picture) > 0
    assert screen.count("expected  ") == 1, "one raster in letters is what a screen holds"
    assert len(screen.splitlines()) < 48

    (file,) = (kata / "exercises").glob("step3*.py")
    shutil.copy(ROOT / "solutions" / file.name, file)
    run(kata)
    assert {path.name for path in folder.iterdir()} == {"step7_other.png"}


def test_words_remain_where_no_picture_can_be_written(kata):
    (kata / "reports").write_text("no folder")
    screen = run(kata).stdout
    assert "A pixel whose centre lies in a polygon" in screen
    assert screen.count("picture") == 1
    assert "no pictures of what failed: " in screen
    assert "next: step 3" in screen
