"""Right answers that are awkward to call: one awkwardness each. All of them get full marks.

An answer is a file, or a folder of step files and modules, below the key of its step; what no
editor would leave alone is made here. Each is graded by the checks of its steps, in this process
and in the sandbox.
"""

import ast
import shutil

import pytest
from judge import ROOT, judge

from kata.project import load_steps

FOLDER = ROOT / "selftest" / "awkward"
STEPS = {step.key: step for step in load_steps(ROOT) if step.function}
AWKWARD = sorted(path for path in FOLDER.glob("step*/*") if path.name != "__pycache__")
MODES = {"here": (), "isolated": ("--isolate",)}


def megabyte_of_docstring(text):
    """A docstring of a megabyte stands in the function."""
    return text.replace('    """', '    """' + "All of it. " * 100_000, 1)


def ten_thousand_functions(text):
    """Ten thousand functions stand around the one that is asked for."""
    return text + "".join(f"\n\ndef unused_{n}():\n    return {n}\n" for n in range(10_000))


MADE = [megabyte_of_docstring, ten_thousand_functions]


@pytest.fixture
def graded(tmp_path):
    """Grade the step files of a folder by the checks of their steps."""

    def grade(folder, mode):
        shutil.copytree(folder, tmp_path / "answer")
        files = {path.name for path in folder.iterdir()}
        mine = [step for step in STEPS.values() if step.file_name in files]
        checks = [str(ROOT / "tests" / f"test_{step.id}.py") for step in mine]
        assert checks
        return judge(tmp_path / "answer", *checks, *MODES[mode])

    return grade


def expect_full_marks(got):
    assert got.checks, got.output
    assert set(got.names("passed")) == set(got.checks), got.output
    assert got.code == 0, got.output


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("path", AWKWARD, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_awkward_answer_gets_full_marks(path, mode, graded, tmp_path):
    folder = path
    if path.is_file():
        folder = tmp_path / "alone"
        folder.mkdir()
        shutil.copy(path, folder / STEPS[path.parent.name].file_name)
    expect_full_marks(graded(folder, mode))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("change", MADE, ids=lambda change: change.__name__)
def test_made_answer_gets_full_marks(change, mode, graded, tmp_path):
    step = STEPS["step3"]
    text = (ROOT / "solutions" / step.file_name).read_text(encoding="utf-8")
    changed = change(text)
    assert changed != text
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / step.file_name).write_text(changed, encoding="utf-8")
    expect_full_marks(graded(tmp_path / "made", mode))


def test_there_are_many_of_them():
    assert len(AWKWARD) >= 40


def test_each_says_its_awkwardness():
    for path in AWKWARD:
        files = [path] if path.is_file() else sorted(path.glob("step*.py"))
        assert all(ast.get_docstring(ast.parse(file.read_bytes())) for file in files), path


def test_bytes_that_tools_change_are_still_there():
    lone = {path.stem: path.read_bytes() for path in AWKWARD if path.is_file()}
    assert lone["byte_order_mark"].startswith(b"\xef\xbb\xbf")
    assert lone["windows_line_ends"].count(b"\r\n") == lone["windows_line_ends"].count(b"\n") > 5
    assert b"\n" not in lone["old_mac_line_ends"]
    assert lone["tabs_and_no_last_line_end"].endswith(b"mapping")
    assert b"\n\treturn" in lone["tabs_and_no_last_line_end"]
    assert b"\xe9" in lone["latin_1_cookie"]
