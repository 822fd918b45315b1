"""``kata finish``: nothing is pretended, and two maps are compared by the names of classes."""

import shutil

import pytest
from click.testing import CliRunner
from judge import ROOT

from kata.cli import main
from kata.project import load_steps

STEPS = load_steps(ROOT)
THREE, SIX = STEPS[2].file_name, STEPS[5].file_name


@pytest.fixture
def kata(tmp_path, monkeypatch):
    """A kata whose learner has right answers to every step; return what calls its commands."""
    for name in ("exercises", "solutions", "tests", "fixtures"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(tmp_path / "solutions", tmp_path / "exercises", dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KATA_IMPL", raising=False)
    return lambda *args: CliRunner().invoke(main, [*args])


def change(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def shares(output):
    """Return the share that is said of each class."""
    lines = [line for line in output.splitlines() if " % of " in line]
    return {line.split("  ")[1].split(" █")[0].strip(): line.split()[-5] for line in lines}


def test_ids_and_forest_of_ones_own(kata, tmp_path):
    change(tmp_path / "exercises" / THREE, "enumerate(names, start=1)", "enumerate(names, start=7)")
    change(
        tmp_path / "exercises" / SIX,
        "RandomForestClassifier(random_state=0)",
        "RandomForestClassifier(random_state=1, n_estimators=20)",
    )
    change(tmp_path / "exercises" / SIX, "    model =", "    print('noise')\n    model =")
    got = kata("finish")
    assert got.exit_code == 0, got.output
    said = shares(got.output)
    assert list(said) == ["WATER", "FOREST", "FARM", "no class", "all"]
    assert said["no class"] == "100.00"
    assert 90 < float(said["all"]) < 100
    assert "noise" not in got.output
    for word in ("reports/finish.png", "docs/qgis.md", "kata fetch", "-r PRODUCT -p POLYGONS"):
        assert word in got.output.replace("\\", "/")
    assert (tmp_path / "reports" / "finish.png").read_bytes().startswith(b"\x89PNG")
    assert [path.name for path in (tmp_path / "reports").iterdir()] == ["finish.png"]


def test_another_answer_that_is_the_reference_agrees_everywhere(kata):
    got = kata("finish", "--impl", "solutions")
    assert got.exit_code == 0, got.output
    assert set(shares(got.output).values()) == {"100.00"}
    assert "no two forests" not in got.output
    assert "kata run --impl solutions" in got.output


def test_open_step_is_named_and_nothing_is_drawn(kata, tmp_path):
    shutil.copy(ROOT / "exercises" / THREE, tmp_path / "exercises")
    got = kata("finish")
    assert got.exit_code == 1
    assert "step 3 does not pass, Rasterize the polygons: pytest -k step3" in got.output
    assert not (tmp_path / "reports" / "finish.png").exists()


@pytest.mark.parametrize("trick", ["import os\nos._exit(0)\n", "import sys\nsys.exit(0)\n"])
def test_an_answer_that_ends_the_run_has_not_passed(kata, tmp_path, trick):
    (tmp_path / "exercises" / THREE).write_text(trick, encoding="utf-8")
    got = kata("finish")
    assert got.exit_code == 1
    assert "every check of every step passes" not in got.output


def test_folder_that_is_not_there(kata):
    got = kata("finish", "--impl", "nowhere")
    assert got.exit_code == 1
    assert "there is no folder nowhere" in got.output
