"""What GitHub, GitLab and editors get: annotations, a summary, a badge, and their own files."""

import configparser
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from importlib.util import find_spec
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from judge import ROOT

from kata.cli import main
from kata.project import load_steps
from kata.report.github import annotation

STEPS = load_steps(ROOT)
ONE, TWO, THREE = (step.file_name for step in STEPS[:3])
GREEN, RED, YELLOW = "#1a7f4b", "#b3261e", "#8a5a00"
RAISES = '''\
import numpy as np


def rasterize_geojson(data_array, training_classes):
    """Raise what is a danger to each of the formats."""
    raise ValueError("100%: a, b | <b> `code` *x*")
'''


def grade(out, impl, *args, root=ROOT, actions="true"):
    """Run pytest as tox does in a job; return what it printed, the summary and the badge."""
    summary, badge = out / "summary.md", out / "reports" / "badge.svg"
    summary.write_text("of a step before\n", encoding="utf-8")
    env = {"GITHUB_ACTIONS": actions, "GITHUB_STEP_SUMMARY": str(summary)}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *args]
    done = subprocess.run(
        [*command, "--impl", str(impl), "--badge", str(badge)],
        cwd=root,
        env=os.environ | env | {"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.stderr == ""
    assert done.returncode in (0, 1)
    before, text = summary.read_text(encoding="utf-8").split("\n", 1)
    assert before == "of a step before"
    return done.stdout, text, badge


def annotations(output):
    """Return properties and message of each annotation, as GitHub reads them."""
    found = []
    for line in output.splitlines():
        if line.startswith("::"):
            properties, message = re.fullmatch(r"::error ([^:]*)::(.*)", line).groups()
            pairs = (pair.split("=", 1) for pair in properties.split(","))
            found.append(({key: read(value) for key, value in pairs}, read(message)))
    return found


def read(text):
    for code, letter in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, letter)
    return text


def board(summary):
    """Return title, count and state of each step in the summary."""
    rows = [line.strip("|").split("|") for line in summary.splitlines() if line.startswith("| ")]
    assert [cell.strip() for cell in rows[0]] == ["step", "checks", "state"]
    return [tuple(cell.strip() for cell in row) for row in rows[2:]]


def badge_of(path):
    """Return title, words and colour of a badge."""
    space = "{http://www.w3.org/2000/svg}"
    root = ElementTree.parse(path).getroot()
    assert root.tag == f"{space}svg"
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "title")
    words = [node.text for node in root.iter(f"{space}text")]
    color = root.findall(f".//{space}rect")[-1].get("fill")
    return root.find(f"{space}title").text, " | ".join(words), color


def line_of(path, code):
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(str(n) for n, line in enumerate(lines, start=1) if code in line)


@pytest.fixture(scope="module")
def kata(tmp_path_factory):
    """A kata with step 1 right, step 2 wrong, step 3 that raises; the rest are stubs."""
    folder = tmp_path_factory.mktemp("kata")
    for name in ("exercises", "solutions", "tests", "fixtures"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    mine = folder / "exercises"
    shutil.copy(ROOT / "solutions" / ONE, mine)
    right = (ROOT / "solutions" / TWO).read_text(encoding="utf-8")
    assert "    band /= BOA_QUANTIFICATION_VALUE\n" in right
    wrong = right.replace("    band /= BOA_QUANTIFICATION_VALUE\n", "")
    (mine / TWO).write_text(wrong, encoding="utf-8")
    (mine / THREE).write_text(RAISES, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def graded(kata):
    return grade(kata, "exercises", root=kata)


# ---- annotations -----------------------------------------------------------------------------


def test_fault_is_shown_where_the_function_begins(graded, kata):
    faults = [pair for pair in annotations(graded[0]) if pair[0]["title"].startswith("step 2: ")]
    assert len(faults) > 1
    line = line_of(kata / "exercises" / TWO, "def load_sentinel_data(")
    assert {(p["file"], p["line"]) for p, _ in faults} == {(f"exercises/{TWO}", line)}
    requirement = "Reflectance is (DN - 1000) / 10000 wherever there is data."
    assert faults[0][0]["title"] == f"step 2: {requirement}"
    assert faults[0][1].startswith("this is DN + OFFSET: the division is missing\n  got ")


def test_exception_is_shown_once_where_it_was_raised(graded, kata):
    ((place, message),) = [p for p in annotations(graded[0]) if "step 3" in p[0]["title"]]
    assert place["file"] == f"exercises/{THREE}"
    assert place["line"] == line_of(kata / "exercises" / THREE, "raise ValueError")
    said = "rasterize_geojson raised: ValueError: 100%: a, b | <b> `code` *x*"
    assert place["title"] == f"step 3: {said}"
    assert message.endswith("checks end here")


def test_steps_that_are_right_or_not_started_have_no_annotation(graded):
    titles = {place["title"].split(":")[0] for place, _ in annotations(graded[0])}
    # The last step runs all the others.
    assert titles == {"step 2", "step 3", "step 8"}


def test_at_most_ten_are_shown(tmp_path):
    for step in STEPS[:-1]:
        # Each call fails in words of its own.
        text = "import itertools\ncalls = itertools.count()\n"
        text += f"def {step.function}(*args):\n    raise ValueError(next(calls))\n"
        (tmp_path / step.file_name).write_text(text, encoding="utf-8")
    output, summary, _ = grade(tmp_path, tmp_path)
    assert len(annotations(output)) == 10
    assert summary.count("\n- ") > 10


def test_file_that_cannot_be_read_is_shown_at_its_line(tmp_path):
    (tmp_path / THREE).write_text("import numpy\nx = = 1\n")
    output, _, _ = grade(tmp_path, tmp_path, "-k", "step3")
    ((place, _),) = annotations(output)
    assert (place["file"], place["line"]) == ((tmp_path / THREE).as_posix(), "2")


def test_everything_that_means_something_to_github_is_escaped():
    got = annotation("a: 5%, b", "c: 5%, d\r\ne", "f,g.py", 3)
    assert got == "::error file=f%2Cg.py,line=3,title=a%3A 5%25%2C b::c: 5%25, d%0D%0Ae"
    assert annotation("a", "b", "", 0) == "::error title=a::b"


def test_elsewhere_nothing_is_said(kata, tmp_path):
    output, summary, _ = grade(tmp_path, kata / "exercises", "-k", "step3", actions="")
    assert not annotations(output)
    assert summary == ""


# ---- summary ---------------------------------------------------------------------------------


def test_summary_has_the_board_and_what_is_wrong(graded):
    summary = graded[1]
    rows = board(summary)
    assert [title for title, _, _ in rows] == [f"{s.number} {s.title}" for s in STEPS]
    assert rows[0][1:] == ("8/8", "passed")
    assert re.fullmatch(r"\d+ to fix", rows[1][2])
    assert {state for _, _, state in rows[3:-1]} == {"not started"}
    assert [line for line in summary.splitlines() if line.startswith("### ")] == [
        "### Step 2, step2\\_load\\_sentinel\\_data.py",
        "### Step 3, step3\\_rasterize\\_geojson.py",
        "### Step 8",
    ]
    said = "- **Reflectance is (DN - 1000) / 10000 wherever there is data.** this is DN + OFFSET"
    assert said in summary
    assert "next: step 2, exercises/step2\\_load\\_sentinel\\_data.py" in summary


def test_what_an_answer_says_is_text_in_the_summary(graded):
    assert r"ValueError: 100%: a, b \| \<b\> \`code\` \*x\*" in graded[1]


def test_stubs_have_a_board_and_nothing_else(tmp_path):
    output, summary, badge = grade(tmp_path, "exercises")
    assert not annotations(output)
    assert {state for _, _, state in board(summary)} == {"not started"}
    assert "###" not in summary
    said = "sentinel2-kata: 0 of 8 steps pass"
    assert badge_of(badge) == (said, "sentinel2-kata | 0/8 steps", YELLOW)


def test_solutions_have_nothing_to_fix(tmp_path):
    output, summary, badge = grade(tmp_path, "solutions")
    assert not annotations(output)
    assert {state for _, _, state in board(summary)} == {"passed"}
    assert "###" not in summary
    said = "sentinel2-kata: 8 of 8 steps pass"
    assert badge_of(badge) == (said, "sentinel2-kata | 8/8 steps", GREEN)


def test_badge_says_what_is_to_fix(graded):
    said = "sentinel2-kata: 1 of 8 steps pass, 3 to fix"
    assert badge_of(graded[2]) == (said, "sentinel2-kata | 1/8 steps", RED)


# ---- the guard -------------------------------------------------------------------------------


def test_stubs_of_the_kata_are_open(monkeypatch):
    monkeypatch.chdir(ROOT)
    result = CliRunner().invoke(main, ["check", "--stubs"])
    assert (result.exit_code, result.output) == (0, "every stub is open\n")


def test_answer_in_a_stub_is_held_back(kata, monkeypatch):
    monkeypatch.chdir(kata)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    result = CliRunner().invoke(main, ["check", "--stubs"])
    assert result.exit_code == 1
    line = line_of(kata / "exercises" / THREE, "def rasterize_geojson(")
    said = "the stub no longer just raises NotImplementedError: is this an answer?"
    assert f"exercises/{THREE}:{line}: {said}" in result.output
    found = annotations(result.output)
    assert [place["file"].split("/")[1] for place, _ in found] == [ONE, TWO, THREE]
    for text in (result.output, *(message for _, message in found)):
        assert '"Use this template"' in text
        assert "kata reset" in text


# ---- files for others ------------------------------------------------------------------------

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
GITLAB = ROOT / ".gitlab-ci.yml"


def loaded(file):
    yaml = pytest.importorskip("yaml")
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def typed(file):
    """Return the commands of a workflow or of the jobs on GitLab, a line each."""
    jobs = loaded(file)
    if file == GITLAB:
        return [line for job in jobs.values() for line in job["script"]]
    runs = [step.get("run", "") for job in jobs["jobs"].values() for step in job["steps"]]
    return [line for run in runs for line in run.splitlines()]


@pytest.mark.parametrize("file", [*WORKFLOWS, GITLAB], ids=lambda file: file.name)
def test_commands_of_jobs_exist(file):
    tox = configparser.ConfigParser()
    tox.read(ROOT / "tox.ini")
    commands = [shlex.split(line) for line in typed(file)]
    assert commands
    for words in commands:
        if words[0] == "tox" and "-e" in words:
            assert f"testenv:{words[words.index('-e') + 1]}" in tox.sections()
        elif words[0] == "kata":
            assert CliRunner().invoke(main, [*words[1:], "--help"]).exit_code == 0
        else:
            shell = words[0] in {"tox", "git"} or "=" in words[0]
            known = ["python", "-m", "pip", "install"], ["sudo", "sysctl", "-w"]
            assert shell or words[:4] == known[0] or words[:3] == known[1]


def test_jobs_keep_what_tox_writes():
    tox = configparser.ConfigParser()
    tox.read(ROOT / "tox.ini")
    board = tox["testenv:board"]
    assert "--junitxml=reports{/}board.xml" in board["commands"]
    assert "--badge=reports{/}badge.svg" in board["commands"]
    assert {"GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"} <= set(board["pass_env"].split())
    artifacts = loaded(GITLAB)["board"]["artifacts"]
    assert artifacts["reports"] == {"junit": "reports/board.xml"}
    assert artifacts["when"] == "always"


def test_only_the_job_of_the_badge_may_write():
    for file in WORKFLOWS:
        workflow = loaded(file)
        for name, job in workflow["jobs"].items():
            granted = job.get("permissions", workflow.get("permissions", {}))
            assert (granted == {"contents": "write"}) == (name == "badge"), (file.name, name)
        if "badge" in workflow["jobs"]:
            steps = workflow["jobs"]["badge"]["steps"]
            assert not any("tox" in str(step) for step in steps), "no answer runs there"


def editor(name):
    return json.loads((ROOT / ".vscode" / name).read_text(encoding="utf-8"))


def test_debugger_has_each_step_and_the_run(monkeypatch):
    monkeypatch.chdir(ROOT)
    started = [c for c in editor("launch.json")["configurations"] if "module" in c]
    *steps, run = started
    assert [(c["name"], c["module"], c["args"]) for c in steps] == [
        (f"step {s.number}: {s.title}", "pytest", ["-k", s.key, "--time-limit", "0"]) for s in STEPS
    ]
    assert find_spec(run["module"])
    assert CliRunner().invoke(main, [*run["args"], "--help"]).exit_code == 0


def test_debugger_stops_in_the_learners_file_only():
    for configuration in editor("launch.json")["configurations"]:
        assert configuration["justMyCode"]
        left_out = {rule["path"] for rule in configuration["rules"] if not rule["include"]}
        assert left_out == {"${workspaceFolder}/src/**", "${workspaceFolder}/tests/**"}


def test_tasks_and_tests_of_the_editor_are_there():
    for task in editor("tasks.json")["tasks"]:
        module, command = task["args"][1:]
        assert task["args"][0] == "-m"
        assert task["label"] == f"{module} {command}"
        done = subprocess.run(
            [sys.executable, *task["args"], "--help"], cwd=ROOT, capture_output=True, text=True
        )
        assert done.stdout.startswith(f"Usage: {module} {command}")
    settings = editor("settings.json")
    assert all((ROOT / folder).is_dir() for folder in settings["python.testing.pytestArgs"])
    assert editor("extensions.json")["recommendations"]
