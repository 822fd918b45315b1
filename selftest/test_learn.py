"""Hints, the reference answer and a fresh stub, as a learner asks for them."""

import os
import shutil
import subprocess
import sys

import pytest
from click.testing import CliRunner
from judge import ROOT

from kata.cli import main
from kata.project import load_steps

STEP3 = "exercises/step3_rasterize_geojson.py"


@pytest.fixture
def kata(tmp_path, monkeypatch):
    """A kata of one's own, with a history of one commit; return what calls its commands."""
    for name in ("exercises", "solutions", "tests", "fixtures"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    monkeypatch.chdir(tmp_path)
    git("init", "--quiet")
    commit("the kata")

    def call(*args, **more):
        return CliRunner().invoke(main, [*args], **more)

    return call


def git(*args):
    who = ["-c", "user.name=A", "-c", "user.email=a@b.c"]
    subprocess.run(["git", *who, *args], check=True, capture_output=True)


def commit(message):
    git("add", "--all")
    git("commit", "--quiet", "-m", message)


def test_hints_come_one_by_one_and_each_step_has_its_own(kata):
    hints = load_steps(ROOT)[2].hints
    first, second, third, fourth = (kata("hint", "step3").output for _ in range(4))
    for said, hint in ((first, hints[0]), (second, hints[1]), (third, hints[2])):
        assert " ".join(hint.split()) in " ".join(said.split())
    assert "hint 1 of 3" in first
    assert "kata hint step3" in first
    assert "that was the last one" in third
    assert fourth == third
    assert "hint 1 of 3" in kata("hint", "2").output
    assert "hint 1 of 3" in kata("hint", "step3", "--level", "1").output


def test_hint_without_a_step_is_for_the_first_that_does_not_pass(kata, tmp_path):
    assert kata("hint").output.startswith("step 1, hint 1 of 3\n")
    shutil.copytree(ROOT / "solutions", tmp_path / "exercises", dirs_exist_ok=True)
    third = tmp_path / STEP3
    third.write_text(third.read_text(encoding="utf-8").replace("uint8", "int32"), encoding="utf-8")
    assert kata("hint").output.startswith("step 3, hint 1 of 3\n")
    assert kata("hint").output.startswith("step 3, hint 2 of 3\n")


def test_hint_fits_a_narrow_terminal(kata, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    for level in "123":
        lines = kata("hint", "step2", "--level", level).output.splitlines()
        assert max(len(line) for line in lines if "https://" not in line) < 60


def test_link_in_a_hint_is_not_broken(kata):
    said = kata("hint", "step3", "--level", "2").output
    assert "https://rasterio.readthedocs.io/en/stable/api/rasterio.features.html#" in said


@pytest.mark.parametrize("name", ["step9", "0", "nonsense"])
def test_unknown_step_is_named(kata, name):
    got = kata("hint", name)
    assert got.exit_code == 2
    assert f"'{name}' is no step: name one of step1 to step8" in got.output


def test_solution_is_shown_once_the_step_passes(kata, tmp_path):
    got = kata("solution", "step3")
    assert got.exit_code == 1
    assert "step 3 does not pass yet: pytest -k step3" in got.output
    assert "def " not in got.output
    mine = tmp_path / STEP3
    mine.write_text((ROOT / "solutions" / mine.name).read_text(encoding="utf-8") + "\n# mine\n")
    got = kata("solution", "step3")
    assert got.exit_code == 0, got.output
    assert "-# mine" in got.output
    assert "Both are right. Other good ways:" in got.output


def test_solution_can_be_forced(kata):
    got = kata("solution", "step3", "--force")
    assert got.exit_code == 0
    assert "+    return mask, mapping" in got.output
    assert "Both are right" not in got.output


def test_reset_puts_the_stub_back_and_keeps_what_was_written(kata, tmp_path):
    mine = tmp_path / STEP3
    stub = mine.read_bytes()
    assert "is the stub already" in kata("reset", "step3").output
    mine.write_bytes(stub.replace(b"\n", b"\r\n"))  # as git writes it on Windows
    assert "is the stub already" in kata("reset", "step3").output
    for number, text in enumerate(("first try", "second try"), start=1):
        mine.write_text(text)
        commit("an answer of the learner")
        got = kata("reset", "step3", input="y\n")
        assert got.exit_code == 0, got.output
        assert mine.read_bytes() == stub
        assert (tmp_path / f"exercises/step3_rasterize_geojson.{number}.bak").read_text() == text


def test_reset_asks_first(kata, tmp_path):
    mine = tmp_path / STEP3
    mine.write_text("mine")
    assert kata("reset", "step3", input="n\n").exit_code == 1
    assert mine.read_text() == "mine"
    assert kata("reset", "step3", "--yes").exit_code == 0


def test_reset_brings_a_lost_file_back(kata, tmp_path):
    (tmp_path / STEP3).unlink()
    assert kata("reset", "step3", "--yes").exit_code == 0
    assert (tmp_path / STEP3).read_bytes() == (ROOT / STEP3).read_bytes()


def test_reset_without_history_says_so(kata, tmp_path):
    shutil.rmtree(tmp_path / ".git")
    (tmp_path / STEP3).write_text("mine")
    got = kata("reset", "step3", "--yes")
    assert got.exit_code == 1
    assert "has no stub of exercises/step3_rasterize_geojson.py" in got.output
    assert (tmp_path / STEP3).read_text() == "mine"


def test_table_of_steps_that_is_spoilt_is_said(kata, tmp_path):
    table = tmp_path / "exercises" / "kata.toml"
    for spoilt in ("[[step", "a = 1", '[[step]]\nid = "x"'):
        table.write_text(spoilt)
        load_steps.cache_clear()
        for command in ("list", "doctor"):
            got = kata(command)
            assert got.exit_code == 1
            assert f"{table} cannot be read" in got.output
            assert "git checkout exercises/kata.toml" in got.output
    got = subprocess.run([sys.executable, "-m", "pytest"], capture_output=True, text=True)
    assert got.returncode == 4
    assert got.stderr.startswith(f"ERROR: {table} cannot be read")
    load_steps.cache_clear()


def test_last_step_has_no_file(kata):
    assert "step8 has no file of its own" in kata("reset", "step8").output


def test_steps_are_listed(kata):
    steps = load_steps(ROOT)
    head, *lines, _ = kata("list").output.splitlines()
    assert head.split(maxsplit=1) == ["points", "last time"]
    for step, line in zip(steps, lines, strict=True):
        assert line.split() == [step.key, *step.title.split(), str(step.points), "-"]


def test_list_says_how_far_a_step_was_when_it_last_ran(kata, tmp_path):
    third = tmp_path / STEP3
    right = (tmp_path / "solutions" / third.name).read_text(encoding="utf-8")
    third.write_text(right.replace("uint8", "int32"), encoding="utf-8")
    pytest = [sys.executable, "-m", "pytest", "-k", "step1 or step3"]
    subprocess.run(pytest, cwd=tmp_path, capture_output=True, check=False)
    lines = kata("list").output.splitlines()
    last = {line.split()[0]: line.split()[-1] for line in lines if line.startswith("step")}
    passed, total = map(int, last["step3"].split("/"))
    assert 0 < passed < total
    assert last["step1"] == "-", "it is not begun"
    assert last["step2"] == "-"


def test_next_is_the_first_step_that_does_not_pass(kata, tmp_path):
    shutil.copy(ROOT / "solutions" / "step1_load_feature_polygons.py", tmp_path / "exercises")
    got = kata("next")
    assert got.exit_code == 1
    assert got.output.startswith("step 1 passes: Load the polygons\n")
    assert "step 2 is not started: exercises/step2_load_sentinel_data.py" in got.output
    assert "step 3 is not started" not in got.output


def test_doctor_finds_this_place_in_order(kata):
    got = kata("doctor")
    assert got.exit_code == 0, got.output
    assert "everything is in order" in got.output
    for what in ("Python 3.", "GDAL", "JP2OpenJPEG", "PROJ", "rioxarray", "GB of memory"):
        assert what in got.output
    assert "no  " not in got.output


def test_doctor_does_not_miss_what_was_not_asked_for(kata, monkeypatch):
    extra = ['nothing-of-this-name>=1; extra == "cluster"', "click>=8"]
    monkeypatch.setattr("importlib.metadata.requires", lambda name: extra)
    got = kata("doctor")
    assert got.exit_code == 0, got.output
    assert "ok  click" in got.output
    assert "nothing-of-this-name" not in got.output


@pytest.mark.parametrize(
    ("target", "value", "said", "cure"),
    [
        ("shutil.which", lambda name: None, "git: not found", "install git"),
        ("importlib.metadata.version", lambda name: "0.1", "click 0.1, but >=", "pip install -e ."),
        ("os.sysconf", lambda name: 1000, "GB of memory", "close other programs"),
        ("rasterio.env.Env.drivers", lambda self: {}, "JPEG 2000: no", "--force-reinstall"),
        ("pyproj.Transformer.from_crs", None, "PROJ cannot go from", "pyproj"),
    ],
    ids=["git", "old", "memory", "jp2", "proj"],
)
def test_doctor_says_how_to_mend(kata, monkeypatch, target, value, said, cure):
    monkeypatch.setattr(target, value)
    got = kata("doctor")
    assert got.exit_code == 1
    line = next(n for n, line in enumerate(got.output.splitlines()) if said in line)
    assert got.output.splitlines()[line].startswith("no  ")
    assert cure in got.output.splitlines()[line + 1]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_doctor_finds_a_protected_folder(kata, tmp_path):
    (tmp_path / "exercises").chmod(0o500)
    got = kata("doctor")
    assert "no file can be written in" in got.output
