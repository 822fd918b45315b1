"""The recipes for other platforms, as far as they run without them."""

import base64
import json
import os
import shutil
import subprocess
import sys

import pytest
from judge import ROOT
from small_kata import SmallKata

yaml = pytest.importorskip("yaml")

pytestmark = pytest.mark.skipif(not shutil.which("bash"), reason="no bash")

RECIPES = ROOT / "recipes"
GRADESCOPE = RECIPES / "gradescope" / "run_autograder"


@pytest.fixture
def kata(tmp_path):
    """Return a small kata, with an environment as the recipes find it."""
    kata = SmallKata(tmp_path)
    programs = kata.root / ".venv" / "bin"
    programs.mkdir(parents=True)
    for name, start in (("kata", f"{sys.executable} -m kata"), ("python", sys.executable)):
        program = programs / name
        program.write_text(f'#!/bin/sh\nexec {start} "$@"\n', encoding="utf-8")
        program.chmod(0o755)
    return kata


def bash(text, folder, **environment):
    """Run a script as GitHub does: it ends at the first command that fails."""
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", text],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def gradescope(kata, **files):
    """Return what Gradescope is told of a submission; None for nothing."""
    autograder = kata.root.parent / "autograder"
    for name in ("source", "submission", "results"):
        (autograder / name).mkdir(parents=True)
    (autograder / "source" / "kata").symlink_to(kata.root)
    for name, text in files.items():
        (autograder / "submission" / f"{name}.py").write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["bash", str(GRADESCOPE)],
        env={**os.environ, "AUTOGRADER": str(autograder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.stderr, done.stderr
    results = autograder / "results" / "results.json"
    return json.loads(results.read_text(encoding="utf-8")) if results.exists() else None


def test_gradescope_is_told_the_points_of_each_step(kata):
    right = (kata.root / "solutions" / "step1_add.py").read_text(encoding="utf-8")
    told = gradescope(kata, step1_add=right)
    # The last step has credit for the one of two that is right.
    assert [test["score"] for test in told["tests"]] == [10, 0, 2.5]
    assert told["score"] == 12.5


def test_gradescope_is_told_that_there_was_nothing_to_grade(kata):
    told = gradescope(kata)
    assert told["score"] == 0
    assert "not graded: submission: " in told["output"]


def test_gradescope_is_told_nothing_where_the_grader_fails(kata):
    (kata.root / "tests" / "test_step1_add.py").write_text("def test_(:", encoding="utf-8")
    assert gradescope(kata, step1_add="def add(a, b):\n    return a + b\n") is None


def test_scripts_of_gradescope_can_be_run():
    for script in GRADESCOPE.parent.iterdir():
        assert os.access(script, os.X_OK), script
        assert subprocess.run(["bash", "-n", str(script)], check=False).returncode == 0


def test_github_classroom_is_told_the_points_of_each_step(kata):
    jobs = yaml.safe_load((RECIPES / "github-classroom" / "grade.yml").read_text("utf-8"))["jobs"]
    steps = {step.get("id"): step for step in jobs["grade"]["steps"]}
    reporter = jobs["grade"]["steps"][-1]
    kata.put(kata.root.parent / "answer" / "exercises", double="def double(a):\n    return a\n")
    output = kata.root.parent / "output"
    done = bash(
        steps["kata"]["run"],
        kata.root,
        GITHUB_OUTPUT=str(output),
        PATH=f"{kata.root / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}",
    )
    assert done.returncode == 0, done.stderr
    name, _, value = output.read_text(encoding="utf-8").strip().partition("=")
    assert f"steps.kata.outputs.{name}" in reporter["env"]["KATA_RESULTS"]
    told = json.loads(base64.b64decode(value))
    assert [test["status"] for test in told["tests"]] == ["pass", "fail", "fail"]
    assert 0 < sum(test["score"] for test in told["tests"]) < told["max_score"]


def test_gitlab_keeps_the_marks(kata):
    job = yaml.safe_load((RECIPES / "gitlab" / "grade.yml").read_text("utf-8"))["grade"]
    kata.put(kata.root / "class" / "ana")
    install, *lines = job["script"]
    assert install.startswith("python -m pip install")
    path = f"{kata.root / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    done = bash("\n".join(lines), kata.root, PATH=path)
    assert done.returncode == 0, done.stderr
    (kept,) = job["artifacts"]["paths"]
    assert kept in job["cache"]["paths"]
    assert (kata.root / kept / "journal.jsonl").exists()
    assert list(kata.root.glob(job["artifacts"]["reports"]["junit"]))
