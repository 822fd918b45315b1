"""Answers that try to gain marks, to harm the judge or to get away: one trick each.

All of them give the same wrong result as `HONEST`, with a trick. None may pass a check that
`HONEST` does not, none may outlast its time, and nothing of it may be left.
"""

import time
from pathlib import Path

import pytest
from judge import ROOT, judge, lone_step, needs_sandbox
from tricks import declared

from kata.project import load_steps

pytestmark = needs_sandbox

HOSTILE = sorted((ROOT / "selftest" / "hostile").glob("*.py"))
STEP = load_steps(ROOT)[2]
SECONDS = 3  # that a call may take
CAUSES = {"timeout": "too-slow", "crashed": "crashed", "memory": "out-of-memory"}
HONEST = """
import numpy as np


def rasterize_geojson(data_array, training_classes):
    names = dict.fromkeys(training_classes["class"])
    mapping = {name: number for number, name in enumerate(names, start=1)}
    return np.zeros(data_array.shape[1:], "uint8"), mapping
"""
# Nothing of the reference answer may be shown to a learner.
SOLUTION = (ROOT / "solutions" / f"{STEP.id}.py").read_text(encoding="utf-8")
REFERENCE = [line.strip() for line in SOLUTION.splitlines() if len(line) > 60]
TRACES = [Path("/tmp/kata-was-here"), Path.home() / "kata-was-here"]


@pytest.fixture(scope="module")
def honest(tmp_path_factory):
    path = tmp_path_factory.mktemp("honest") / "answer.py"
    path.write_text(HONEST, encoding="utf-8")
    got = graded(path, path.parent)
    assert got.names("passed")
    assert got.names("failed")
    return got


def graded(path, folder):
    job = lone_step(path, STEP.id, folder / "handed in")
    return judge(*job, "--isolate", "--require-sandbox", "--time-limit", str(SECONDS))


def commands():
    """Return the command lines of all the processes there are."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found.append(path.read_bytes())
        except OSError:
            continue
    return found


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.stem)
def test_trick_gains_nothing(path, tmp_path, honest):
    _, verdict, seconds = declared(path)
    start = time.monotonic()
    got = graded(path, tmp_path)
    spent = time.monotonic() - start
    assert got.checks.keys() == honest.checks.keys(), got.output
    assert set(got.names("passed")) <= set(honest.names("passed")), got.output
    assert got.code == 1
    assert spent < seconds
    if verdict in CAUSES:
        assert CAUSES[verdict] in got.causes, got.output
    assert not [trace for trace in TRACES if trace.exists()]
    assert not [line for line in commands() if b"4242" in line]
    assert not [line for line in REFERENCE if line in got.output]


def test_there_are_many_of_them():
    assert len(HOSTILE) >= 40
