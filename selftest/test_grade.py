"""``kata grade``: verdicts, points, and a batch that nothing stops."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata
from pathlib import Path

import pytest
from judge import ROOT
from small_kata import ADD, DOUBLE, STUB, SmallKata

from kata.cli import main
from kata.grade.batch import Batch
from kata.grade.journal import Journal
from kata.grade.marks import Marks, Verdict
from kata.grade.process import _pairs
from kata.grade.submissions import find_submissions
from kata.zygote import CAN_FORK

PATIENCE = 120


@pytest.fixture
def kata(tmp_path):
    return SmallKata(tmp_path)


def journal(kata):
    """Return the marks in the journal, by name; the last of a name counts."""
    lines = (kata.out / "journal.jsonl").read_text(encoding="utf-8").splitlines()
    marks = [Marks.from_json(line) for line in map(json.loads, lines) if "steps" in line]
    return {one.name: one for one in marks}


def verdicts(marks):
    """Return the verdicts of each step, in the order of its checks."""
    return [[check.verdict.value for check in step.checks] for step in marks.steps]


def graded(kata, *args, **answer):
    """Return the marks of one answer, and the exit code; that has to be its result."""
    kata.put("ana", **answer)
    code, _ = kata.grade(kata.answers / "ana", *args)
    marks = journal(kata)["ana"]
    assert code == (0 if marks.passed else 1)
    return marks, code


# The kata itself


def test_solutions_stubs_and_a_mistake(tmp_path):
    out, mistake = tmp_path / "grades", tmp_path / "mistake"
    shutil.copytree(ROOT / "solutions", mistake)
    name = "step7_persist_classification_to_raster.py"
    (mistake / name).write_text("def persist_classification_to_raster(a):\n    pass\n", "utf-8")
    with contextlib.chdir(ROOT), pytest.raises(SystemExit) as ended:
        main(["grade", "solutions", "exercises", str(mistake), "--out", str(out)])
    assert ended.value.code == 0
    lines = (out / "journal.jsonl").read_text(encoding="utf-8").splitlines()
    marks = {one.name: one for one in map(Marks.from_json, map(json.loads, lines))}
    assert (marks["solutions"].total, marks["exercises"].total) == (120, 0)
    assert {check.verdict for check in marks["exercises"].checks} == {Verdict.NOT_REACHED}
    # The last step needs the seventh for some of its checks.
    points = [step.points for step in marks["mistake"].steps]
    assert points[:7] == [10, 20, 15, 15, 10, 20, 0]
    assert points[7] < 20


# Verdicts and points


def test_part_of_the_checks_is_part_of_the_points(kata):
    marks, _ = graded(kata, double="def double(a):\n    return 4 if a == 2 else a\n")
    assert verdicts(marks) == [["pass", "pass"], ["fail", "pass", "fail"], ["fail"]]
    assert [step.points for step in marks.steps] == [10, 1.67, 2.5]
    assert marks.total == 14.17


def test_one_answer_is_shown_as_its_author_sees_it(kata):
    kata.put("ana", double="def double(a):\n    return a\n")
    code, output = kata.grade(kata.answers / "ana")
    assert code == 1
    assert "step 2, 0 of 3 checks pass: ana/step2_double.py" in output
    assert "2/6 in this run" in output
    assert output.endswith("ana     1/3  12.50/20\n")
    kata.put("ana")
    code, output = kata.grade(kata.answers / "ana")
    assert code == 0
    assert "6/6 in this run" in output


def test_a_poor_mark_of_a_class_is_a_mark(kata):
    kata.put("ana", double="def double(a):\n    return a\n")
    kata.put("bob")
    assert kata.grade()[0] == 0


def test_why_a_step_was_never_called_is_among_the_notes(kata):
    kata.put("ana", add="def add(a, b\n")
    kata.put("bob", double="def twice(a):\n    return a\n")
    kata.put("cem", add=None)
    notes = [line.split("/20  ")[1:] for line in kata.grade()[1].splitlines()[1:4]]
    assert notes == [
        ["step 1: step1_add.py cannot be read by Python: '(' was never closed"],
        ["step 2: step2_double.py has no function double; it defines twice"],
        ["no file for step 1"],
    ]


def test_where_nothing_is_graded_earlier_marks_stay(kata):
    kata.put("ana")
    kata.grade()
    before = (kata.out / "grades.csv").read_bytes(), (kata.out / "class.html").read_bytes()
    code, output = kata.grade(kata.answers / "nowhere")
    assert code == 1
    assert "nowhere does not exist" in output
    assert f"nothing was graded: {kata.out} is as it was" in output
    after = (kata.out / "grades.csv").read_bytes(), (kata.out / "class.html").read_bytes()
    assert after == before


@pytest.mark.parametrize(
    ("add", "verdict", "said"),
    [
        ("def add(a, b):\n    raise ValueError('no')\n", "fail", "add raised: ValueError: no"),
        ("def add(a, b):\n    return bytearray(1 << 62)\n", "memory", "MemoryError"),
        ("def add(a, b):\n    raise SystemExit(0)\n", "fail", "called sys.exit"),
        ("def add(a, b):\n    return a +\n", "not reached", "cannot be read by Python"),
        ("import sys\nsys.exit(0)\n", "not reached", "called sys.exit"),
        ("def plus(a, b):\n    return a + b\n", "not reached", "has no function add"),
        (STUB.format("add"), "not reached", "still raises NotImplementedError"),
        (None, "not reached", "step1_add.py is missing in ana"),
        ("def add(a, b):\n    raise KeyboardInterrupt\n", "fail", "raised: KeyboardInterrupt"),
        ("import os\ndef add(a, b):\n    os._exit(0)\n", "crashed", "ended Python itself"),
        ("import os\nos._exit(0)\n", "crashed", "ended Python itself"),
    ],
    ids=lambda value: value if isinstance(value, str) and "\n" not in value else "",
)
def test_what_one_step_does_costs_no_other_step(kata, add, verdict, said):
    marks, _ = graded(kata, add=add)
    assert verdicts(marks) == [[verdict] * 2, ["pass"] * 3, [verdict]]
    assert said in marks.checks[0].lines[0]
    assert "/" not in marks.checks[0].lines[0]
    assert marks.total == 7.5, "with credit for the step that is right"


def test_what_passed_before_a_crash_has_passed(kata):
    add = "import os\ndef add(a, b):\n    return a + b if a == 1 else os._exit(0)\n"
    marks, _ = graded(kata, add=add)
    assert verdicts(marks) == [["pass", "crashed"], ["pass"] * 3, ["pass"]]


@pytest.mark.parametrize(
    "body",
    ["return sum(range(10**13))", "while True:\n        pass"],
    ids=["holds the interpreter", "loop"],
)
def test_a_loop_without_end_is_ended_at_the_time(kata, body):
    start = time.monotonic()
    double = f"def double(a):\n    {body}\n"
    marks, _ = graded(kata, "--time-limit", 10, double=double)
    assert verdicts(marks) == [["pass"] * 2, ["timeout"] * 3, ["timeout"]]
    assert "stopped after 10 s" in marks.steps[1].checks[0].lines[0]
    assert time.monotonic() - start < PATIENCE


def test_a_thread_that_never_ends_is_not_waited_for(kata):
    thread = "import threading, time\nthreading.Thread(target=time.sleep, args=[600]).start()\n"
    start = time.monotonic()
    assert graded(kata, "--time-limit", 40, add=thread + ADD)[0].total == 20
    assert time.monotonic() - start < 40


def asleep(seconds):
    """Return code that starts a process, and whether there is one like it."""
    line = f"import time; time.sleep({seconds})"
    code = f"import subprocess, sys\nchild = subprocess.Popen([sys.executable, '-c', {line!r}])\n"

    def there():
        return any(line.encode() in command for command in commands())

    return code, there


def commands():
    """Yield the command lines of all processes."""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            yield path.read_bytes().replace(b"\0", b" ")


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes cannot be seen here")
def test_what_an_answer_started_ends_with_it(kata):
    code, there = asleep(600.125)
    assert graded(kata, add=code + ADD)[0].total == 20
    wait_until(lambda: not there())


def wait_until(true, seconds=PATIENCE):
    start = time.monotonic()
    while not true():
        assert time.monotonic() - start < seconds
        time.sleep(0.05)


def test_a_defect_of_the_grader_is_no_mark(kata):
    test = kata.root / "tests" / "test_step2_double.py"
    test.write_text(test.read_text(encoding="utf-8").replace("step(number)", "nonsense"), "utf-8")
    marks, code = graded(kata)
    assert verdicts(marks) == [["pass"] * 2, ["grader error"] * 3, ["pass"]]
    assert [step.points for step in marks.steps] == [10, None, 5]
    assert marks.total is None
    assert code == 1
    assert "open/20  step 2 is open: grader error" in kata.grade()[1]


def pair_of(kata):
    """Return the processes that those which grade are copies of."""
    return _pairs[kata.root][-1]


@pytest.mark.skipif(not CAN_FORK, reason="no fork on this system")
def test_a_process_to_copy_that_is_gone_is_replaced(kata):
    assert graded(kata)[0].total == 20
    pair_of(kata).libraries._process.kill()
    assert graded(kata, add=STUB.format("add"))[0].total == 7.5
    assert len(_pairs[kata.root]) == 2


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="processes cannot be seen here")
def test_a_process_of_the_grader_that_is_ended_is_no_fault_of_the_answer(kata):
    assert graded(kata)[0].total == 20
    code, there = asleep(600.0625)

    def end_judges():
        wait_until(there)
        pid = pair_of(kata).libraries._process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8")
        os.kill(int(children.split()[0]), signal.SIGKILL)

    with ThreadPoolExecutor() as pool:
        task = pool.submit(end_judges)
        slow = f"{code}sum(range(10**13))\n{ADD}"
        marks, _ = graded(kata, "--time-limit", "15", add=slow)
    task.result()
    assert marks.total is None
    assert "a process of the grader was ended" in marks.steps[0].checks[0].lines[0]
    wait_until(lambda: not there())
    assert graded(kata)[0].total == 20


def test_a_check_that_is_skipped_has_not_passed(kata):
    test = kata.root / "tests" / "test_step2_double.py"
    text = test.read_text(encoding="utf-8").replace("    expect", "    pytest.skip()\n    expect")
    test.write_text(text, encoding="utf-8")
    marks, code = graded(kata)
    assert verdicts(marks)[1] == ["grader error"] * 3
    assert code == 1


def test_settings_of_the_learner_and_of_the_shell_change_nothing(kata, monkeypatch):
    summary = kata.root / "summary.md"
    monkeypatch.setenv("PYTEST_ADDOPTS", "-k nothing")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    folder = kata.put("ana", add=STUB.format("add"), conftest="raise SystemExit(0)")
    (folder / "pytest.ini").write_text("[pytest]\naddopts = --co\n", encoding="utf-8")
    kata.grade()
    assert verdicts(journal(kata)["ana"]) == [["not reached"] * 2, ["pass"] * 3, ["not reached"]]
    assert not summary.exists()


# A batch


@pytest.mark.skipif(os.name == "nt", reason="pipes end in another way there")
def test_who_reads_the_output_may_have_enough(kata):
    kata.put("ana")
    reading, writing = os.pipe()
    os.close(reading)
    piped = {"stdout": writing, "stderr": subprocess.PIPE}
    done = subprocess.run(kata.command(), cwd=kata.root, text=True, **piped)
    os.close(writing)
    assert done.stderr == ""
    assert journal(kata)["ana"].total == 20


def test_a_class_is_graded_and_what_cannot_be_is_said(kata):
    kata.put("dan")
    kata.put("Bob", add=STUB.format("add"))
    kata.put("ana", double=None)
    (kata.answers / "cem").mkdir()
    (kata.answers / "eva.zip").write_bytes(b"no zip")
    code, output = kata.grade("--jobs", 2)
    assert output.splitlines()[:6] == [
        "name  steps    points  notes",
        "ana     1/3  12.50/20  no file for step 2",
        "Bob     1/3   7.50/20",
        "dan     3/3  20.00/20",
        "not graded: cem: no step file, such as step1_add.py",
        "not graded: eva: eva.zip is no zip that can be read: pack it again",
    ]
    assert code == 1
    again = kata.grade("--jobs", 1)
    assert again == (code, output)


def test_two_at_once_come_out_as_one_after_the_other(kata):
    def outputs():
        shutil.rmtree(kata.out / "pages", ignore_errors=True)
        files = sorted(path for path in kata.out.rglob("*") if path.is_file())
        return {
            path.relative_to(kata.out).as_posix(): path.read_bytes()
            for path in files
            # These have an order, a date, or the time it took.
            if path.name not in ("journal.jsonl", "page.html", "class.html")
        }

    for number in range(6):
        # The first takes longest.
        wait = f"import time\ntime.sleep({0.2 * (6 - number)})\n"
        kata.put(f"a{number}", add=wait + (ADD if number % 2 else STUB.format("add")))
    one = kata.grade("--jobs", 1), outputs()
    shutil.rmtree(kata.out)
    assert (kata.grade("--jobs", 2), outputs()) == one


# The journal


class Counted:
    """Answers whose checks tell when they are run."""

    def __init__(self, kata, names, wait=0.0):
        self.file = kata.root / "runs"
        self.file.touch()
        (kata.root / "tests" / "conftest.py").write_text(
            f"""
import pathlib, pytest
@pytest.fixture(scope="session", autouse=True)
def told(request):
    with open({str(self.file)!r}, "a") as file:
        file.write(pathlib.Path(request.config.getoption("impl")).name + " ")
""",
            encoding="utf-8",
        )
        for name in names:
            kata.put(name, add=f"import time\ntime.sleep({wait})\n{ADD}")

    @property
    def runs(self):
        return self.file.read_text(encoding="utf-8").split()


def complete(kata):
    """Return the names that the journal holds whole."""
    path = kata.out / "journal.jsonl"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    lines = [line for line in text.splitlines(keepends=True) if line.endswith("\n")]
    return [json.loads(line)["name"] for line in lines]


NAMES = ["ana", "bob", "cem", "dan", "eva", "fay", "gil", "hal"]


def test_what_is_graded_is_not_graded_again_until_it_changes(kata):
    counted = Counted(kata, NAMES[:2])
    first = kata.grade()
    assert kata.grade() == first
    assert sorted(counted.runs) == NAMES[:2]
    kata.put("bob", add=STUB.format("add"))
    assert "bob     1/3" in kata.grade()[1]
    assert counted.runs.count("ana") == 1
    test = kata.root / "tests" / "test_step2_double.py"
    test.write_text(test.read_text(encoding="utf-8").replace("3]", "4]"), encoding="utf-8")
    kata.grade()
    assert counted.runs.count("ana") == 2


def test_with_a_library_in_another_version_all_are_graded_again(kata, monkeypatch):
    counted = Counted(kata, NAMES[:1])
    kata.grade()
    version = metadata.version

    def newer(name):
        return version(name) + (".1" if name == "scikit-learn" else "")

    monkeypatch.setattr(metadata, "version", newer)
    kata.grade()
    assert counted.runs == ["ana"] * 2


def kill_after_one_more(kata, wait):
    """Kill a grading that has come a little further."""
    before = len(complete(kata))
    command = kata.command("--jobs", "2")
    process = subprocess.Popen(command, cwd=kata.root, stdout=subprocess.DEVNULL)
    wait_until(lambda: len(complete(kata)) > before)
    time.sleep(wait)
    process.kill()
    process.wait()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nothing kills like this here")
def test_killed_and_started_again_nothing_is_lost_or_repeated(kata):
    counted = Counted(kata, NAMES, wait=0.3)
    for number in range(3):
        kill_after_one_more(kata, wait=0.15 * number)
        kept = complete(kata)
        # As if killed in the middle of a line.
        with (kata.out / "journal.jsonl").open("a", encoding="utf-8") as file:
            file.write('{"answer": "half')
    time.sleep(1)  # for those that were being graded
    runs = counted.runs
    code, output = kata.grade()
    assert code == 0
    table = output.partition("\n\n")[0].splitlines()[1:]
    assert [line.split()[0] for line in table] == NAMES
    assert all("20.00/20" in line for line in table)
    assert sorted(counted.runs[len(runs) :]) == sorted(set(NAMES) - set(kept))
    assert sorted(complete(kata)) == NAMES, "one line each"


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nothing kills like this here")
def test_no_answer_goes_on_when_the_grading_is_killed(kata):
    code, there = asleep(600.25)
    kata.put("ana", add=f"{code}sum(range(10**13))\n{ADD}")
    process = subprocess.Popen(kata.command(), cwd=kata.root, stdout=subprocess.DEVNULL)
    wait_until(there)
    process.kill()
    process.wait()
    # Less than the time a call may take.
    wait_until(lambda: not there(), seconds=30)


def test_ctrl_c_keeps_what_is_graded(kata):
    Counted(kata, NAMES[:1])
    kata.put("bob", add=f"import time\ntime.sleep(600)\n{ADD}")
    process = subprocess.Popen(
        kata.command("--jobs", "1"),
        cwd=kata.root,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    wait_until(lambda: complete(kata))
    process.send_signal(signal.SIGINT)
    # Less than the answer that goes on may take.
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert said == "stopped: what was graded is kept, and the same command goes on\n"
    assert complete(kata) == ["ana"]


def test_who_stops_asking_loses_no_marks(kata):
    """Ctrl-C can come while a page is written and others have been graded meanwhile."""
    Counted(kata, NAMES[:3])
    kata.out.mkdir()
    batch = Batch(kata.root, kata.steps, Journal(kata.out / "journal.jsonl"), 60)
    submissions, _ = find_submissions([kata.answers], kata.steps)
    with contextlib.closing(batch.grade(submissions, 1)) as outcomes:
        next(outcomes)
        wait_until(lambda: len(complete(kata)) == 3)
    assert sorted(complete(kata)) == NAMES[:3]


def test_regrade_says_only_what_moved_and_why(kata):
    counted = Counted(kata, NAMES[:2])
    assert kata.grade()[0] == 0
    assert kata.grade("--regrade") == (0, "nothing moved\n")
    assert sorted(counted.runs) == ["ana", "ana", "bob", "bob"]
    kata.put("bob", double=DOUBLE.replace("2 *", "1 *"))
    kata.put("cem")
    assert kata.grade("--regrade")[1].splitlines() == [
        "bob: 20.00/20 -> 12.50/20 (the answer changed)",
        "  tests/test_step2_double.py::test_doubles[1]: pass -> fail",
        "  tests/test_step2_double.py::test_doubles[2]: pass -> fail",
        "  tests/test_step2_double.py::test_doubles[3]: pass -> fail",
        "  tests/test_step3_both.py::test_both: pass -> fail",
        "cem: new, 20.00/20",
    ]
    test = kata.root / "tests" / "test_step1_add.py"
    test.write_text(test.read_text(encoding="utf-8").replace('"ab"', '"ba"'), encoding="utf-8")
    assert "ana: 20.00/20 -> 15.00/20 (the checks changed)" in kata.grade("--regrade")[1]


def test_a_regrade_that_was_stopped_goes_on(kata):
    counted = Counted(kata, NAMES[:2])
    kata.grade()
    kata.put("ana", add=STUB.format("add"))
    # Only a part of the class, and no end of the round.
    kata.grade("--regrade")
    path = kata.out / "journal.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if '"round": 2' not in line or '"name": "ana"' in line]
    path.write_text("".join(line for line in kept if "done" not in line), encoding="utf-8")
    runs = len(counted.runs)
    # Nothing was graded by this, and so the round goes on.
    assert "nothing was graded" in kata.grade(kata.answers / "nowhere", "--regrade")[1]
    assert kata.grade("--regrade")[1].startswith("ana: 20.00/20 -> 7.50/20")
    assert counted.runs[runs:] == ["bob"]


def test_a_line_that_the_disk_has_lost_is_graded_again(kata):
    Counted(kata, NAMES[:2])
    first = kata.grade()
    path = kata.out / "journal.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    lost = b'{"name": "x"}\n[]\n7\n\0\0\n{"done": "x"}\n\xff\xfe{\n'
    path.write_bytes(lost + lines[1].encode())
    assert kata.grade() == first


def test_names_cannot_steer_the_terminal(kata):
    kata.put("ana")
    (kata.answers / "eve\x1b[2K\x1b[1Gbob.rar").touch()
    (kata.answers / "eve\x1b[2K").mkdir()
    # As graders show names too, in the table and where code is the same.
    kata.put("a\x1b[31m\u202e")
    kata.put("Zo\N{NO-BREAK SPACE}\u00eb")
    output = kata.grade()[1]
    assert output.count("not graded: eve\N{REPLACEMENT CHARACTER}[2K") == 2
    assert output.count("a\N{REPLACEMENT CHARACTER}[31m\N{REPLACEMENT CHARACTER}") >= 2
    assert "Zo\N{NO-BREAK SPACE}\u00eb" in output
    assert not {"\x1b", "\u202e"} & set(output)


def test_where_nothing_can_be_written_is_said(kata):
    kata.put("ana")
    kata.out.touch()
    code, output = kata.grade()
    assert code == 1
    assert "is not a folder: name another folder with --out" in output


def test_a_seed_is_handed_on_and_graded_anew(kata):
    checks = kata.root / "tests" / "test_step1_add.py"
    text = checks.read_text(encoding="utf-8").replace("(step, expect)", "(step, expect, request)")
    drawn = text.replace("step(1, 2) == 3", "step(1, request.config.option.seed or 2) == 3")
    checks.write_text(drawn, encoding="utf-8")
    marks, _ = graded(kata)
    assert marks.points == 20
    known, _ = graded(kata, "--seed", "7")
    assert verdicts(known)[0] == ["fail", "pass"]
    assert known.conditions[:1] == ("graded with --seed=7",)
    again, _ = graded(kata)
    assert again.points == 20
    assert "graded with --seed=7" not in again.conditions
