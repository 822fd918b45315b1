"""``kata grade`` looks twice: at what breaks the pipeline, and at verdicts that may be luck."""

import contextlib
import json
import shutil
import subprocess
import sys
from dataclasses import replace

import pytest
from judge import ROOT, judge, needs_sandbox
from schema import check as check_schema
from small_kata import STUB, SmallKata

from kata.cli import main
from kata.grade.formats import write_class, write_learner
from kata.grade.marks import CheckMark, Marks, StepMark, Verdict
from kata.grade.second import UNSTABLE
from kata.grade.table import table_lines
from kata.project import load_steps

STEPS = ["step1_add", "step2_double", "step3_both"]
WRONG = "def double(a):\n    return a\n"
STOCHASTIC = "import pytest\npytestmark = pytest.mark.stochastic\n"


@pytest.fixture
def kata(tmp_path):
    return SmallKata(tmp_path)


def note_runs(kata):
    """Have each run of the checks tell of itself; return what tells its options and its files."""
    file = kata.root / "runs"
    (kata.root / "tests" / "conftest.py").write_text(
        f"""
import json, pathlib
def pytest_sessionstart(session):
    config = session.config
    if not config.option.collectonly:
        files = [pathlib.Path(arg).stem.removeprefix("test_") for arg in config.args]
        with open({str(file)!r}, "a") as file:
            told = [config.getoption("reference"), config.option.markexpr, files]
            print(json.dumps(told), file=file)
""",
        encoding="utf-8",
    )
    return lambda: [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def mark_stochastic(kata, step):
    path = kata.root / "tests" / f"test_{step}.py"
    path.write_text(STOCHASTIC + path.read_text(encoding="utf-8"), encoding="utf-8")


def read(folder):
    """Return the marks in the journal of a folder, by name."""
    lines = (folder / "journal.jsonl").read_text(encoding="utf-8").splitlines()
    return {one.name: one for one in map(Marks.from_json, map(json.loads, lines))}


def graded(kata, *args, **answer):
    kata.put("ana", **answer)
    code, output = kata.grade(*args)
    marks = read(kata.out)["ana"]
    assert code == (0 if marks.passed else 1), output
    return marks, output


# Credit


def test_one_wrong_step_of_the_kata_costs_a_seventh_of_the_pipeline(tmp_path):
    mistake, out = tmp_path / "mistake", tmp_path / "grades"
    shutil.copytree(ROOT / "solutions", mistake)
    (wrong,) = mistake.glob("step3_*.py")
    text = wrong.read_text(encoding="utf-8")
    wrong.write_text(f"{text}\n_right = rasterize_geojson\n{UPSIDE_DOWN}", encoding="utf-8")
    with contextlib.chdir(ROOT), pytest.raises(SystemExit):
        main(["grade", str(mistake), "--out", str(out)])
    marks = read(out)["mistake"]
    pipeline = marks.steps[7]
    credited = [check for check in pipeline.checks if check.credit]
    assert len(credited) >= 2
    assert {check.verdict for check in credited} == {Verdict.FAIL}
    for check in credited:
        assert check.lines[0] == "step 3 breaks it: with the reference's step 3 it passes"
    assert pipeline.passed + len(credited) == len(pipeline.checks)
    worth = pipeline.passed + len(credited) * 6 / 7
    assert pipeline.points == round(20 * worth / len(pipeline.checks), 2)
    assert marks.steps[2].points < 15, "no credit for the step itself"
    page = (out / "mistake" / "page.html").read_text(encoding="utf-8")
    assert "step 3 breaks it: with the reference&#39;s step 3 it passes" in page
    # Nothing of the reference's code, which some of the second run's frames are in.
    assert not any("solutions" in line for check in marks.checks for line in check.lines)


UPSIDE_DOWN = """
def rasterize_geojson(data_array, training_classes):
    mask, mapping = _right(data_array, training_classes)
    return mask[::-1], mapping
"""


@pytest.mark.parametrize("double", [WRONG, STUB.format("double"), None], ids=["wrong", "stub", ""])
def test_the_pipeline_gets_credit_for_the_steps_that_are_right(kata, double):
    runs = note_runs(kata)
    marks, output = graded(kata, double=double)
    (check,) = marks.steps[2].checks
    assert check.lines[:2] == (
        "step 2 breaks it: with the reference's step 2 it passes",
        "  credit: 1/2 of its points, the part of the steps that pass",
    )
    assert check.verdict is (Verdict.FAIL if double == WRONG else Verdict.NOT_REACHED)
    assert [step.points for step in marks.steps] == [10, 0, 2.5]
    assert "1/3  12.50/20" in output, "it has not passed"
    assert runs() == [[[], "", STEPS], [["step2"], "", ["step3_both"]]]


def test_a_pipeline_without_a_step_of_its_own_gets_no_credit(kata):
    runs = note_runs(kata)
    marks, _ = graded(kata, add=STUB.format("add"), double=WRONG)
    assert marks.total == 0
    assert not any(check.credit for check in marks.checks)
    assert runs() == [[[], "", STEPS]]


def test_a_right_answer_is_run_once(kata):
    runs = note_runs(kata)
    assert graded(kata)[0].total == 20
    assert runs() == [[[], "", STEPS]]


def test_a_pipeline_that_the_reference_does_not_mend_gets_no_credit(kata):
    # Right for itself, but not for what the pipeline gives it.
    double = "def double(a):\n    return 2 * a if a != 3 else 7\n"
    test = kata.root / "tests" / "test_step2_double.py"
    test.write_text(test.read_text(encoding="utf-8").replace("2, 3]", "2]"), encoding="utf-8")
    marks, _ = graded(
        kata, add="def add(a, b):\n    return a + b if a == 1 else 0\n", double=double
    )
    assert [step.points for step in marks.steps] == [5, 5, 0]


def test_there_is_no_credit_while_points_are_open(kata):
    test = kata.root / "tests" / "test_step1_add.py"
    test.write_text(test.read_text(encoding="utf-8").replace("step(1", "nonsense(1"), "utf-8")
    # Wrong, but it cannot be said in which of its checks.
    kata.put("ana", add="def add(a, b):\n    return 0\n")
    assert kata.grade()[0] == 1
    marks = read(kata.out)["ana"]
    assert marks.total is None
    assert marks.steps[2].points == 0


def test_no_time_is_left_for_credit(kata):
    runs = note_runs(kata)
    double = "def double(a):\n    while True:\n        pass\n"
    marks, _ = graded(kata, "--time-limit", 8, double=double)
    assert marks.steps[2].points == 0
    assert runs() == [[[], "", STEPS]]


def test_other_solutions_can_give_other_marks(kata):
    (kata.root / "solutions" / "step2_double.py").write_text(WRONG, encoding="utf-8")
    assert graded(kata, double=WRONG)[0].total == 10
    kata.put(kata.root / "solutions")
    assert graded(kata, double=WRONG)[0].total == 12.5


# The files of the reference

SPY = """
import contextlib, os, pathlib

def inside(folder):
    try:
        return list(folder.rglob("*"))
    except OSError:
        return []

def add(a, b):
    places = [pathlib.Path({solutions!r}), *pathlib.Path.cwd().parents]
    # By way of the processes of the other steps.
    for pid in filter(str.isdigit, os.listdir("/proc")):
        places += [pathlib.Path("/proc", pid, link) for link in ("cwd", "root" + {solutions!r})]
    found = False
    for place in places:
        for path in [place, *inside(place)]:
            with contextlib.suppress(OSError):
                found |= path.name == "step2_double.py" and "return a + a" in path.read_text()
            with contextlib.suppress(OSError):
                (path / "planted.py").write_text("raise SystemExit")
    return a + b if not found else None
"""
REFERENCE = """
import os

def double(a):
    return a + a if not os.listdir() else None
"""


@needs_sandbox
def test_no_step_of_the_answer_gets_at_the_reference(kata):
    # The pipeline has credit where the spy has found nothing, and nobody finds what it has left.
    solutions = kata.root / "solutions"
    (solutions / "step2_double.py").write_text(REFERENCE, encoding="utf-8")
    marks, _ = graded(kata, add=SPY.format(solutions=str(solutions)), double=WRONG)
    assert [step.points for step in marks.steps] == [10, 0, 2.5]


@pytest.mark.parametrize("key", ["step8", "rasterize_geojson"])
def test_only_steps_with_a_function_can_be_the_references(key):
    got = judge("solutions", "--reference", key)
    assert got.code == pytest.ExitCode.USAGE_ERROR
    assert f"no step with a function has the key {key}" in got.output


@pytest.mark.parametrize("replaced", [True, False])
def test_a_board_of_the_reference_is_not_remembered(kata, replaced):
    options = ["--reference=step1", "--reference=step2"] if replaced else []
    subprocess.run([sys.executable, "-m", "pytest", *options], cwd=kata.root, check=replaced)
    assert (kata.root / ".pytest_cache" / "v" / "kata" / "board").exists() == (not replaced)


# Confirmation

LUCK = "import numpy as np\nfirst = np.random.random() > 0.5  # 0.549, then 0.417\n"
LUCKY = f"{LUCK}def double(a):\n    return 2 * a if first else a\n"
UNLUCKY = LUCKY.replace("if first", "if not first")


def test_a_verdict_that_is_luck_is_unstable(kata):
    mark_stochastic(kata, "step2_double")
    runs = note_runs(kata)
    for double, verdict, points in ((LUCKY, "pass", 20), (UNLUCKY, "fail", 12.5)):
        marks, output = graded(kata, double=double)
        assert [c.verdict.value for c in marks.steps[1].checks] == [verdict] * 3
        for check in marks.steps[1].checks:
            assert check.unstable
            assert check.lines[:2] == (UNSTABLE, f"{check.id[-2]} is not doubled")
        assert not any(c.unstable for c in (*marks.steps[0].checks, *marks.steps[2].checks))
        assert marks.total == points, "the first run counts"
        assert output.endswith("  unstable in step 2\n")
        assert runs()[-1] == [[], "stochastic", ["step2_double"]]


def test_only_stochastic_checks_are_run_again(kata):
    test = kata.root / "tests" / "test_step1_add.py"
    text = test.read_text(encoding="utf-8")
    text = text.replace("def test_adds_text", "@pytest.mark.stochastic\ndef test_adds_text")
    test.write_text(f"import pytest\n{text}", encoding="utf-8")
    runs = note_runs(kata)
    calls = "import pathlib\ndef add(a, b):\n    print(a)\n    return a + b if first else 0\n"
    marks, _ = graded(kata, add=LUCK + calls)
    assert [check.unstable for check in marks.checks] == [False, True, False, False, False, False]
    assert runs() == [[[], "", STEPS], [[], "stochastic", ["step1_add"]]]


def test_a_steady_answer_is_not_unstable(kata):
    for step in STEPS:
        mark_stochastic(kata, step)
    marks, output = graded(kata, double="def double(a):\n    return 2 * a if a > 1 else 0\n")
    assert not any(check.unstable for check in marks.checks)
    assert "unstable" not in output


@pytest.mark.parametrize(
    "double",
    [
        "import os\ndef double(a):\n    os._exit(0)\n",
        STUB.format("double"),
    ],
    ids=["crashed", "not reached"],
)
def test_what_did_not_come_to_its_end_is_not_confirmed(kata, double):
    mark_stochastic(kata, "step2_double")
    runs = note_runs(kata)
    graded(kata, double=double)
    assert "stochastic" not in [marker for _, marker, _ in runs()]


def test_the_forests_of_the_kata_are_stochastic():
    got = judge("solutions", "--collect-only", "-m", "stochastic")
    files = {line.split("::")[0] for line in got.output.splitlines() if "::" in line}
    assert files == {
        "tests/test_step6_classify_sentinel_data.py",
        "tests/test_step8_pipeline.py",
    }


# What is written of them


def marked(**more):
    """Return marks of the kata in which the last check of the last step is as asked for."""
    steps = []
    for step in load_steps(ROOT):
        checks = [CheckMark(f"tests/{step.id}.py::test_{n}", "It is.", Verdict.PASS) for n in "ab"]
        steps.append(StepMark(step.id, step.number, step.title, step.points, tuple(checks)))
    last = CheckMark("tests/x.py::test_c", "It is too.", **more)
    steps[-1] = replace(steps[-1], checks=(*steps[-1].checks, last))
    return Marks("ana", tuple(steps))


CREDITED = marked(verdict=Verdict.FAIL, lines=("step 3 breaks it",), credit=0.5)
UNSTEADY = marked(verdict=Verdict.PASS, lines=(UNSTABLE,), unstable=True)


@pytest.mark.parametrize("one", [CREDITED, UNSTEADY], ids=["credit", "unstable"])
def test_formats_say_it(one, tmp_path):
    write_learner(one, ROOT, tmp_path)
    for name in ("gradescope", "prairielearn", "exercism"):
        data = json.loads((tmp_path / name / "results.json").read_text(encoding="utf-8"))
        check_schema(data, name)
        assert one.checks[-1].lines[0] in json.dumps(data["tests"][-1])
    result = (tmp_path / "classroom" / "result.json").read_text(encoding="utf-8")
    check_schema(json.loads(result), "classroom")
    for text in (result, *(read_text(tmp_path / name) for name in ("junit.xml", "page.html"))):
        assert one.checks[-1].lines[0] in text


def read_text(path):
    return path.read_text(encoding="utf-8")


def test_credit_is_points_and_no_pass(tmp_path):
    assert CREDITED.steps[7].points == 16.67
    assert table_lines([CREDITED])[1] == "ana     7/8  116.67/120"
    write_learner(CREDITED, ROOT, tmp_path)
    scope = json.loads(read_text(tmp_path / "gradescope" / "results.json"))
    assert scope["score"] == round(sum(test["score"] for test in scope["tests"]), 2) == 116.67
    assert scope["tests"][7]["output"].startswith("2 of 3 checks pass, credit for 1\n")
    assert "16 of 17 checks pass" in read_text(tmp_path / "page.html")


def test_what_is_not_started_but_has_credit_is_shown_on_the_page(tmp_path):
    lines = ("step 3 breaks it", "it needs something")
    more = {"verdict": Verdict.NOT_REACHED, "causes": ("not started",), "lines": lines}
    one = marked(**more, credit=0.5)
    last = replace(one.steps[-1], checks=one.steps[-1].checks[-1:])
    write_learner(replace(one, steps=(*one.steps[:-1], last)), ROOT, tmp_path)
    assert "step 3 breaks it" in read_text(tmp_path / "page.html")


def test_the_table_says_what_is_unstable(tmp_path):
    write_class([UNSTEADY], [], tmp_path / "grades.csv")
    assert "unstable in step 8" in read_text(tmp_path / "grades.csv")
    assert table_lines([UNSTEADY])[1].endswith("unstable in step 8")


def test_marks_of_before_can_be_read():
    data = CREDITED.to_json()
    assert Marks.from_json(json.loads(json.dumps(data))) == CREDITED
    for step in data["steps"]:
        for one in step["checks"]:
            del one["credit"], one["unstable"]
    assert Marks.from_json(data).steps[7].points == 13.33
