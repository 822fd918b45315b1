"""``kata watch`` on a terminal: saves, keys, and answers that misbehave."""

import json
import multiprocessing
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import time

import pytest
from judge import ROOT

from kata.project import load_steps
from kata.watch.command import Watch
from kata.watch.keys import Keys
from kata.watch.runner import End, Runner
from kata.zygote import CAN_FORK

pty = pytest.importorskip("pty")
fcntl = pytest.importorskip("fcntl")
termios = pytest.importorskip("termios")

NAME = "step3_rasterize_geojson.py"
RIGHT = (ROOT / "solutions" / NAME).read_text(encoding="utf-8")
PATIENCE = 60
GREEN = "next: step 1,"  # what comes after step 3 passes, since step 1 is open


def take_terminal():
    """Let Ctrl-C reach the process: it has a terminal, and no parent that ignores the signal."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.default_int_handler)


class Watching:
    """A watch that runs on a terminal of its own."""

    def __init__(self, folder):
        self.folder = folder
        self.terminal, theirs = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-c", "from kata.cli import main; main()", "watch"],
            cwd=folder,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=dict(os.environ, COLUMNS="90", TERM="xterm"),
            start_new_session=True,
            preexec_fn=take_terminal,
        )
        os.close(theirs)

    def until(self, text):
        """Return what is shown up to `text`, which has to come."""
        shown, start = "", time.monotonic()
        while text not in shown:
            assert time.monotonic() - start < PATIENCE, f"no {text!r} in: {shown}"
            if select.select([self.terminal], [], [], 0.1)[0]:
                part = os.read(self.terminal, 65536).decode(errors="replace")
                shown += re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", part)
        return shown

    def save(self, text):
        (self.folder / "exercises" / NAME).write_text(text, encoding="utf-8")

    def press(self, key):
        os.write(self.terminal, key.encode())


@pytest.fixture(scope="module")
def watching(tmp_path_factory):
    folder = tmp_path_factory.mktemp("a kata é")
    for name in ("exercises", "solutions", "tests", "fixtures"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    for args in (["init"], ["add", "."], ["commit", "-m", "the kata"]):
        who = ["-c", "user.name=A", "-c", "user.email=a@b.c"]
        subprocess.run(["git", *who, *args], cwd=folder, check=True, capture_output=True)
    watching = Watching(folder)
    first = watching.until("q quit")
    assert "to begin, open exercises/step1_load_feature_polygons.py" in first
    assert "step 1 is not started" in first, "where one is shows before anything is saved"
    yield watching
    if watching.process.poll() is None:
        watching.process.kill()
    watching.process.wait()
    os.close(watching.terminal)


def test_the_watch_begins_where_the_learner_is(tmp_path):
    board = tmp_path / ".pytest_cache" / "v" / "kata" / "board"
    board.parent.mkdir(parents=True)
    steps = load_steps(ROOT)
    known = {"exercises": {steps[0].id: [8, 8], steps[1].id: [10, 10], steps[3].id: [11, 11]}}
    board.write_text(json.dumps(known), encoding="utf-8")
    watch = Watch(tmp_path, steps)
    assert watch.step is steps[2]
    assert watch.following(watch.step) is steps[4]
    board.write_text("{}", encoding="utf-8")
    assert Watch(tmp_path, steps).step is steps[0]


def test_keys_are_not_parted_from_their_words(monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", "40")
    watch = Watch(ROOT, load_steps(ROOT))
    watch.pressed("l", Keys(lambda: ""))
    watch.runner.close()
    _, said = capsys.readouterr().out.split("kata next; the files are in exercises\n")
    lines = said.splitlines()
    assert max(map(len, lines)) < 40
    words = "r run", "n next", "a all", "h hint", "x reset", "o open page", "l list", "q quit"
    assert [sum(word in line for line in lines) for word in words] == [1] * 8


def test_the_page_is_made_while_the_watch_goes_on(watching):
    watching.press("o")
    watching.until("making the page ...")
    watching.save(RIGHT)
    watching.until(GREEN)
    shown = watching.until("kata.html")
    assert "Written: " in shown


def test_a_save_runs_the_checks_of_that_step_only(watching):
    watching.save(RIGHT)
    shown = watching.until("q quit")
    assert GREEN in shown
    assert "warning" not in shown
    assert "first run" not in shown, "the watch has said it"
    assert "step 3 |" in shown


def test_the_time_of_waiting_is_not_that_of_the_checks(watching):
    watching.save(RIGHT)
    watching.until("q quit")
    time.sleep(4)
    start = time.monotonic()
    watching.save(RIGHT + "\n")
    (shown,) = re.findall(r" in (\d+\.\d+)s", watching.until("q quit"))
    assert float(shown) < time.monotonic() - start + 1


def test_two_saves_within_a_second_are_both_seen(watching):
    watching.save(RIGHT.replace("return mask, mapping", "return mask[::-1], mapping"))
    watching.until("upside down")
    watching.save(RIGHT)
    watching.until(GREEN)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("def rasterize_geojson(:\n", "cannot be read by Python"),
        ("import os\nos._exit(3)\n", "the run broke off"),
        ("import os\nos._exit(0)\n", "the run broke off"),
        ("import sys\nsys.exit(0)\n", "called sys.exit"),
        ("", "has no function rasterize_geojson"),
    ],
    ids=["syntax error", "process ended", "process ended well", "exit", "empty"],
)
def test_no_file_ends_the_watch(watching, text, said):
    watching.save(text)
    watching.until(said)
    watching.save(RIGHT)
    watching.until(GREEN)


def test_a_save_ends_a_run_that_never_ends(watching):
    watching.save("def rasterize_geojson(a, b):\n    while True:\n        pass\n")
    watching.until("running step 3")
    time.sleep(1)
    watching.save(RIGHT)
    watching.until(GREEN)


def test_a_lost_file_is_said(watching):
    (watching.folder / "exercises" / NAME).unlink()
    watching.until("kata reset step3 brings it back")
    watching.save(RIGHT)
    watching.until(GREEN)


def test_reset_asks_first_and_typing_ahead_is_no_answer(watching):
    mine = watching.folder / "exercises" / NAME
    for refusal in ("n\n", "\x03"):
        watching.press("xy\n")
        watching.until("[y/N]: ")
        time.sleep(0.5)
        watching.press(refusal)
        assert "left as it was" in watching.until("q quit")
        assert mine.read_text(encoding="utf-8") == RIGHT
    watching.press("x")
    watching.until("[y/N]: ")
    watching.press("y\n")
    watching.until("step 3 is not started")
    watching.until("q quit")
    assert mine.with_name(f"{mine.stem}.1.bak").read_text(encoding="utf-8") == RIGHT
    watching.save(RIGHT)
    watching.until(GREEN)


def test_keys(watching):
    watching.press("h")
    watching.until("step 3, hint 1 of 3")
    watching.press("l")
    assert "step3  Rasterize the polygons" in watching.until("where you are now")
    watching.press("n")
    watching.until("step 4 is not started")
    watching.press("rh")
    shown = watching.until("step 4, hint 1 of 3")
    assert "step 4 is not started" in shown, "a hint waits for the run to end"
    watching.press("a")
    watching.until("step 7 is not started")
    watching.press("q")
    watching.until("stopped watching")
    assert watching.process.wait(timeout=PATIENCE) == 0


def wait_for_end(runner):
    start = time.monotonic()
    while (end := runner.finished()) is None:
        assert time.monotonic() - start < PATIENCE
        time.sleep(0.02)
    return end


READS = """
from pathlib import Path


def test_it():
    assert (Path(__file__).parents[1] / "answer").read_text() == "right"
"""


@pytest.mark.parametrize("changed", ["answer", "test"])
def test_a_prepared_run_goes_by_what_there_is_when_it_starts(tmp_path, changed):
    tests = tmp_path / "tests"
    tests.mkdir()
    test, answer = tests / "test_it.py", tmp_path / "answer"
    test.write_text(READS, encoding="utf-8")
    answer.write_text("wrong", encoding="utf-8")
    runner, args = Runner(tmp_path), ["tests", "--junitxml=out.xml"]
    runner.prepare(args)
    # Long enough for a pytest that would not wait to be done.
    time.sleep(3)
    assert runner.finished() is None
    assert not (tmp_path / "out.xml").exists()
    if changed == "answer":
        answer.write_text("right", encoding="utf-8")
    else:
        test.write_text("def test_new(): pass\n", encoding="utf-8")
    runner.start(args)
    assert wait_for_end(runner) is End.WHOLE
    assert 'errors="0" failures="0"' in (tmp_path / "out.xml").read_text(encoding="utf-8")


def test_a_run_prepared_for_other_arguments_is_not_taken(tmp_path):
    (tmp_path / "test_it.py").write_text("def test_it(): pass\n", encoding="utf-8")
    runner = Runner(tmp_path)
    runner.prepare(["test_it.py", "--junitxml=one.xml"])
    runner.start(["test_it.py", "--junitxml=two.xml"])
    assert wait_for_end(runner) is End.WHOLE
    assert [path.name for path in tmp_path.glob("*.xml")] == ["two.xml"]
    assert not multiprocessing.active_children()


@pytest.mark.skipif(not CAN_FORK, reason="no fork on this system")
def test_it_goes_on_when_the_system_has_ended_the_process_that_forks(tmp_path):
    test = tmp_path / "test_it.py"
    test.write_text("import time\n\ndef test_it():\n    time.sleep(600)\n", encoding="utf-8")
    runner = Runner(tmp_path)
    runner.start(["test_it.py"])
    runner._zygote._process.kill()
    assert wait_for_end(runner) is End.BROKEN_OFF
    test.write_text("def test_it(): pass\n", encoding="utf-8")
    runner.start(["test_it.py"])
    assert wait_for_end(runner) is End.WHOLE
    runner.close()
