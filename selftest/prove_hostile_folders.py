"""Submissions that try to gain marks or to do harm by more than their code: one class of them.

They are graded together, two at a time, with an honest wrong answer and a right one: none may
get a mark that the honest one does not get, and none may touch the marks of another.
"""

import csv
import hashlib
import inspect
import subprocess
import sys
from pathlib import Path

import pytest
from hostile_folders import HONEST, RIGHT, STEP, TRICKS
from judge import ROOT

TRACES = [Path("/tmp/kata-was-here"), Path.home() / "kata-was-here"]
FULL = 15.0  # points of the step
SECONDS = 60  # for one answer

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs links and pipes")


def files_of_kata():
    """Return the content of every file that a submission could want to change."""
    return {
        path: hashlib.sha256(path.read_bytes()).hexdigest()
        for name in ("exercises", "fixtures", "solutions", "src", "tests")
        for path in (ROOT / name).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Grade them all; return what was printed, and the row of each in the table of marks."""
    folder = tmp_path_factory.mktemp("hostile")
    everyone = folder / "class"
    for name, text in {"honest": HONEST, "right": RIGHT}.items():
        (everyone / name).mkdir(parents=True)
        (everyone / name / STEP).write_text(text, encoding="utf-8")
    for trick in TRICKS:
        mine = everyone / trick.__name__
        mine.mkdir()
        trick(mine)
    before = files_of_kata()
    command = [sys.executable, "-c", "from kata.cli import main; main(prog_name='kata')", "grade"]
    command += [str(everyone), "--out", str(folder / "out"), "--jobs", "2"]
    command += ["--time-limit", str(SECONDS)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900)
    assert files_of_kata() == before
    assert {path.name for path in folder.iterdir()} == {"class", "out"}
    with (folder / "out" / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["name"]: row for row in csv.DictReader(file)}
    return done.stdout + done.stderr, rows


@pytest.mark.parametrize("trick", TRICKS, ids=lambda trick: trick.__name__)
def test_trick_gains_nothing(trick, graded):
    output, rows = graded
    (said,) = [line for line in inspect.getdoc(trick).splitlines() if line.startswith("Says: ")]
    table = output.partition("\n\n")[0]
    (line,) = [line for line in table.splitlines() if trick.__name__ in line]
    assert said.removeprefix("Says: ") in line, output
    assert line.isprintable()
    if "not graded" not in line:
        assert points(rows[trick.__name__]) <= points(rows["honest"]), output


def test_others_have_their_marks(graded):
    output, rows = graded
    assert float(rows["right"]["step3"]) == FULL, output
    assert float(rows["honest"]["step3"]) < FULL
    assert "grader error" not in output
    assert "could not be graded" not in output, "a sentence of its own is better"


def test_nothing_is_written_elsewhere(graded):
    assert not [trace for trace in TRACES if trace.exists()]


def points(row):
    return float(row["points"])
