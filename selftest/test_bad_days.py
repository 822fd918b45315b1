"""Bad days: files that editors have spoilt, poor terminals, and no right to write."""

import os
import select
import shutil
import subprocess
import sys

import pytest
from judge import ROOT

NAME = "step3_rasterize_geojson.py"
RIGHT = (ROOT / "solutions" / NAME).read_bytes()
KATA = "from kata.cli import main; main(prog_name='kata')"


@pytest.fixture
def folder(tmp_path):
    """A kata in a folder whose name is not plain."""
    folder = tmp_path / "a kata é ł"
    for name in ("exercises", "solutions", "tests", "fixtures"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def call(folder, program, *args, **more):
    """Return exit code and all that a program says, which is never a traceback."""
    start = ["-c", KATA] if program == "kata" else ["-m", program]
    env = dict(os.environ, **more)
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, *start, *args], cwd=folder, env=env, capture_output=True, check=False
    )
    said = (done.stdout + done.stderr).decode("utf-8", errors="replace")
    assert "Traceback" not in said
    return done.returncode, said


# The file of a step


@pytest.mark.parametrize(
    "text",
    [
        b"\xef\xbb\xbf" + RIGHT,
        RIGHT.replace(b"\n", b"\r\n"),
        b"# coding: latin-1\n# \xe9\n" + RIGHT,
    ],
    ids=["BOM", "CRLF", "latin-1"],
)
def test_right_answer_is_right_however_it_is_saved(folder, text):
    (folder / "exercises" / NAME).write_bytes(text)
    assert call(folder, "pytest", "-k", "step3")[0] == 0
    assert call(folder, "kata", "solution", "step3")[0] == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"def f():\n    if 1:\n\treturn 2\n", "inconsistent use of tabs and spaces"),
        (RIGHT.decode().encode("utf-16"), "null bytes"),
        (b"", "has no function rasterize_geojson"),
        (None, f"{NAME} is missing in "),
    ],
    ids=["tabs", "UTF-16", "empty", "deleted"],
)
def test_spoilt_file_is_said_by_its_name(folder, text, said):
    mine = folder / "exercises" / NAME
    mine.unlink()
    if text is not None:
        mine.write_bytes(text)
    code, output = call(folder, "pytest", "-k", "step3")
    assert code == 1
    line = next(line for line in output.splitlines() if said in line)
    assert NAME in line


def test_reference_can_be_shown_beside_a_file_in_no_known_encoding(folder):
    (folder / "exercises" / NAME).write_bytes(b"\xff\xfe mine")
    code, output = call(folder, "kata", "solution", "step3", "--force")
    assert code == 0
    assert "mine" in output


def test_lost_file_can_be_brought_back(folder):
    (folder / "exercises" / NAME).unlink()
    assert "kata reset step3 brings the stub back" in call(folder, "pytest", "-k", "step3")[1]


@pytest.mark.parametrize("seconds", [315_532_900, 4_102_444_800], ids=["1980", "2100"])
@pytest.mark.parametrize("name", [NAME, "helper.py"])
def test_text_of_now_counts_whatever_the_clock_says(folder, name, seconds):
    step, file = folder / "exercises" / NAME, folder / "exercises" / name
    step.write_text("from helper import NUMBER\n", encoding="utf-8")
    for number in (1, 2):
        file.write_text(f"raise ValueError('number {number}')\n", encoding="utf-8")
        os.utime(file, (seconds, seconds))
        # Same size, same time: a .pyc of the first would pass for the second.
        assert f"number {number}" in call(folder, "pytest", "-k", "step3")[1]


# Terminals


@pytest.mark.skipif(not str(ROOT).isascii(), reason="Python cannot read the path of the kata then")
@pytest.mark.parametrize(
    ("encoding", "args"),
    [
        ("ascii", ("doctor",)),
        ("cp1252", ("doctor",)),
        ("ascii", ("next",)),
        ("cp1252", ("run", "--impl", "solutions", "-t", "1")),
    ],
)
def test_terminal_with_few_letters(folder, encoding, args):
    code, output = call(folder, "kata", *args, PYTHONIOENCODING=encoding, LC_ALL="C")
    assert code == (args == ("next",))
    assert output


@pytest.mark.parametrize("no_color", ["", "1"])
def test_no_color(folder, no_color):
    pty = pytest.importorskip("pty")
    terminal, theirs = pty.openpty()
    env = dict(os.environ, NO_COLOR=no_color, TERM="xterm")
    subprocess.run(
        [sys.executable, "-c", KATA, "hint", "step1"],
        cwd=folder, env=env, stdout=theirs, stderr=theirs, check=True,
    )  # fmt: skip
    assert select.select([terminal], [], [], 0)[0]
    assert (b"\x1b[" in os.read(terminal, 65536)) is (not no_color)
    os.close(theirs)
    os.close(terminal)


# A folder where nothing can be written


@pytest.fixture
def blocked(folder):
    """The same, where files are in the way: what no right to write comes to, for root as well."""
    (folder / "reports").write_text("in the way")
    (folder / ".pytest_cache").write_text("in the way")
    return folder


@pytest.mark.parametrize("args", [("report",), ("finish",)])
def test_reports_that_cannot_be_written(blocked, args):
    code, output = call(blocked, "kata", *args)
    assert code == 1
    assert "reports" in output
    assert output.count("\n") == 1
    assert "give yourself the right" in output


def test_board_that_cannot_be_remembered(blocked):
    code, output = call(blocked, "pytest", "-k", "step1", "--page", "reports/kata.html")
    assert code == 1
    assert "this board is not remembered: nothing can be written in" in output
    assert "no page is written" in output
    assert "Your first run" not in output
    assert "PytestCacheWarning" not in output


def test_hint_that_cannot_be_remembered(blocked):
    assert "use --level" in call(blocked, "kata", "hint", "step1")[1]


# The first run


def test_welcome_comes_once_and_for_learners_only(folder):
    first = "Your first run: open exercises/step1_load_feature_polygons.py"
    assert "first run" not in call(folder, "pytest", "-k", "step1", "--impl", "solutions")[1]
    shutil.rmtree(folder / ".pytest_cache")
    assert "first run" not in call(folder, "pytest", "-k", "step1", "-p", "no:cacheprovider")[1]
    assert "first run" not in call(folder, "pytest", "-k", "nonsense")[1]
    output = call(folder, "pytest", "-k", "step1")[1]
    assert first in output
    for word in ("kata watch", "kata doctor", "docs/lessons/step1_load_feature_polygons.md"):
        assert word in output.partition(first)[2]
    assert (ROOT / "docs/lessons/step1_load_feature_polygons.md").is_file()
    assert "first run" not in call(folder, "pytest", "-k", "step1")[1]


def test_welcome_goes_with_the_step_that_was_asked_for(folder):
    assert f"open exercises/{NAME}" in call(folder, "pytest", "-k", "step3")[1]
