"""A kata of three small steps, to grade answers to in no time."""

import shutil
import sys

import pytest
from click.testing import CliRunner
from judge import ROOT

from kata.cli import main
from kata.project import load_steps

TABLE = """
[[step]]
id = "step1_add"
title = "Add"
function = "add"
points = 10
hints = ["a", "b", "c"]

[[step]]
id = "step2_double"
title = "Double"
function = "double"
points = 5
hints = ["a", "b", "c"]

[[step]]
id = "step3_both"
title = "Both"
points = 5
hints = ["a", "b", "c"]
"""

TESTS = {
    "test_step1_add.py": '''
def test_adds(step, expect):
    """The result is the sum."""
    expect.that(step(1, 2) == 3, "the sum is wrong")


def test_adds_text(step, expect):
    """Texts are joined."""
    expect.that(step("a", "b") == "ab", "the texts are not joined")
''',
    "test_step2_double.py": '''
import pytest


@pytest.mark.parametrize("number", [1, 2, 3])
def test_doubles(step, expect, number):
    """The result is twice the number."""
    expect.that(step(number) == 2 * number, f"{number} is not doubled")
''',
    "test_step3_both.py": '''
def test_both(steps_of_answer, expect):
    """The double of a sum is right."""
    got = steps_of_answer["double"](steps_of_answer["add"](1, 2))
    expect.that(got == 6, "the double of the sum is wrong")
''',
}

ADD = "def add(a, b):\n    return a + b\n"
DOUBLE = "def double(a):\n    return 2 * a\n"
STUB = "def {}(*args):\n    raise NotImplementedError\n"


class SmallKata:
    """Where it is, and where answers to it are put."""

    def __init__(self, folder):
        self.root = folder / "kata"
        self.answers = folder / "answers"
        self.out = folder / "grades"
        self.answers.mkdir()
        for name in ("exercises", "solutions", "tests", "fixtures"):
            (self.root / name).mkdir(parents=True)
        shutil.copy(ROOT / "pyproject.toml", self.root)
        (self.root / "exercises" / "kata.toml").write_text(TABLE, encoding="utf-8")
        for name, text in TESTS.items():
            (self.root / "tests" / name).write_text(text, encoding="utf-8")
        self.put(self.root / "exercises", add=STUB.format("add"), double=STUB.format("double"))
        self.put(self.root / "solutions")

    @property
    def steps(self):
        return load_steps(self.root)

    def put(self, folder, add=ADD, double=DOUBLE, **more):
        """Write an answer, a right one where nothing else is said; None for no file."""
        folder = self.answers / folder
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in {"step1_add": add, "step2_double": double, **more}.items():
            if text is not None:
                (folder / f"{name}.py").write_text(text, encoding="utf-8")
        return folder

    def grade(self, *args):
        """Return exit code and output of ``kata grade``; everybody's answers by default."""
        if not args or str(args[0]).startswith("-"):
            args = (self.answers, *args)
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(self.root)
            got = CliRunner().invoke(main, ["grade", *map(str, args), "--out", str(self.out)])
        assert got.exception is None or isinstance(got.exception, SystemExit), got.exc_info
        return got.exit_code, got.output

    def command(self, *args):
        """Return what starts the same in a process of its own, in `root`."""
        start = [sys.executable, "-c", "from kata.cli import main; main(prog_name='kata')"]
        return [*start, "grade", str(self.answers), "--out", str(self.out), *args]
