"""``kata watch`` on a terminal: saves, keys, and answers that misbehave."""

import os
import re
import select
import shutil
import subprocess
import sys
import time

import pytest
from judge import ROOT

pty = pytest.importorskip("pty")

NAME = "step3_rasterize_geojson.py"
RIGHT = (ROOT / "solutions" / NAME).read_text(encoding="utf-8")
PATIENCE = 60


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
            close_fds=True,
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
    watching = Watching(folder)
    watching.until("q quit")
    yield watching
    if watching.process.poll() is None:
        watching.process.kill()
    watching.process.wait()
    os.close(watching.terminal)


def test_a_save_runs_the_checks_of_that_step_only(watching):
    watching.save(RIGHT)
    shown = watching.until("q quit")
    assert "10 passed" in shown
    assert "warning" not in shown
    assert "step 3 |" in shown


def test_two_saves_within_a_second_are_both_seen(watching):
    watching.save(RIGHT.replace("return mask, mapping", "return mask[::-1], mapping"))
    watching.until("upside down")
    watching.save(RIGHT)
    watching.until("10 passed")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("def rasterize_geojson(:\n", "cannot be read by Python"),
        ("import os\nos._exit(3)\n", "q quit"),
        ("import sys\nsys.exit(0)\n", "called sys.exit"),
        ("", "has no function rasterize_geojson"),
    ],
    ids=["syntax error", "process ended", "exit", "empty"],
)
def test_no_file_ends_the_watch(watching, text, said):
    watching.save(text)
    watching.until(said)
    watching.save(RIGHT)
    watching.until("10 passed")


def test_a_save_ends_a_run_that_never_ends(watching):
    watching.save("def rasterize_geojson(a, b):\n    while True:\n        pass\n")
    watching.until("running step 3")
    time.sleep(1)
    watching.save(RIGHT)
    watching.until("10 passed")


def test_a_lost_file_is_said(watching):
    (watching.folder / "exercises" / NAME).unlink()
    watching.until("kata reset step3 brings it back")
    watching.save(RIGHT)
    watching.until("10 passed")


def test_keys(watching):
    watching.press("h")
    watching.until("step 3, hint 1 of 3")
    watching.press("l")
    assert "> 3 Rasterize the polygons" in watching.until("8 Run the whole pipeline")
    watching.press("n")
    watching.until("step 4 is not started")
    watching.press("r")
    watching.until("step 4 is not started")
    watching.press("a")
    watching.until("step 7 is not started")
    watching.press("q")
    watching.until("stopped watching")
    assert watching.process.wait(timeout=PATIENCE) == 0
