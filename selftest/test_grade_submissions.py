"""What ``kata grade`` takes from what learners send, and what it refuses."""

import json
import stat
import zipfile
from pathlib import Path

import pytest
from small_kata import ADD, DOUBLE, SmallKata

from kata.grade.bundle import RefusedError
from kata.grade.submissions import Submission, find_submissions, prepare


@pytest.fixture
def kata(tmp_path):
    return SmallKata(tmp_path)


def packed(path, files):
    """Write a zip of names and texts, or of entries and texts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files:
            archive.writestr(name, text)
    return path


@pytest.fixture
def taken(kata, tmp_path):
    """Return what is taken of a submission: the files and their texts, and the notes."""

    def take(path):
        got = prepare(Submission("ana", path), kata.steps, tmp_path / "fresh" / path.name)
        files = {file.name: file.read_text(encoding="utf-8") for file in got.folder.iterdir()}
        return files, got.notes

    return take


def found(kata, *paths):
    submissions, refusals = find_submissions(paths, kata.steps)
    return [one.name for one in submissions], [(one.name, one.reason) for one in refusals]


RIGHT = {"step1_add.py": ADD, "step2_double.py": DOUBLE}

# Where things are


def test_a_folder_of_step_files_is_one_answer_and_a_folder_of_those_is_a_class(kata):
    kata.put("ana")
    packed(kata.answers / "Bob.zip", RIGHT.items())
    kata.put("cem")
    (kata.answers / ".DS_Store").touch()
    assert found(kata, kata.answers / "ana") == (["ana"], [])
    assert found(kata, kata.answers) == (["ana", "Bob", "cem"], [])
    assert found(kata, kata.answers / "cem", kata.answers / "Bob.zip") == (["Bob", "cem"], [])


def test_a_csv_names_learners_and_where_their_answers_are(kata):
    kata.put("one")
    for separator in ",;":
        table = kata.answers / "class.csv"
        rows = [("path", "name"), ("one", "Ana É"), ("two", "Bob")]
        text = "".join(f"{separator.join(row)}\n" for row in rows)
        table.write_text(f"\ufeff{text}", encoding="utf-8")
        submissions, refusals = find_submissions([table], kata.steps)
        assert not refusals
        assert [(one.name, one.path.name) for one in submissions] == [
            ("Ana É", "one"),
            ("Bob", "two"),
        ]


def test_a_row_without_a_path_is_nobody_elses_answer(kata):
    kata.put("ana")
    kata.put("a  b")
    table = kata.answers / "class.csv"
    table.write_text("name;path\nAna;ana\nBen;\nCem; a  b \n;\n", encoding="utf-8")
    assert found(kata, table) == (
        ["Ana", "Cem"],
        [("Ben", "has no path in its row: nothing was sent")],
    )
    submissions, _ = find_submissions([table], kata.steps)
    assert all(one.path.is_dir() for one in submissions)


def test_a_folder_that_cannot_be_read_costs_nobody_else(kata, monkeypatch):
    kata.put("ana")
    (kata.answers / "lost+found").mkdir()
    (kata.answers / "all.ipynb").touch()
    iterdir = Path.iterdir

    def refused(folder):
        if folder.name == "lost+found":
            raise PermissionError(13, "Permission denied")
        return iterdir(folder)

    monkeypatch.setattr(Path, "iterdir", refused)
    assert "ana" in found(kata, kata.answers)[0]
    _, ((_, reason),) = found(kata, kata.answers / "lost+found")
    assert "lost+found cannot be read: Permission denied" in reason


def test_a_name_is_a_folder_whatever_is_in_it(kata):
    names = ["../../etc", "a/b", "grades.csv", "", " . ", "x\udcff", "Con", "nul.x", "Conny"]
    folders = [Submission(name, kata.answers).folder_name for name in names]
    assert folders == ["_.._etc", "a_b", "grades.csv_", "_", "_", "x_", "Con_", "nul.x_", "Conny"]


def test_two_of_one_name_are_refused_and_the_others_go_on(kata):
    kata.put("ana")
    kata.put("bob")
    packed(kata.answers / "Ana.zip", RIGHT.items())
    names, ((_, reason),) = found(kata, kata.answers)
    assert names == ["bob"]
    assert "two have this name" in reason


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("none", "does not exist"),
        ("empty", "holds no step file"),
        ("a.csv", "columns name and path"),
    ],
)
def test_what_is_not_there_is_said(kata, name, said):
    (kata.answers / "empty").mkdir()
    (kata.answers / "a.csv").write_text("who,where\n", encoding="utf-8")
    names, ((_, reason),) = found(kata, kata.answers / name)
    assert not names
    assert said in reason


def test_another_archive_is_refused(kata):
    kata.put("ana")
    (kata.answers / "bob.rar").touch()
    assert found(kata, kata.answers) == (["ana"], [("bob.rar", "is no zip: pack it again as one")])


# What is taken


@pytest.mark.parametrize("place", ["", "kata/", "my/own/kata/", "a\\b\\"])
def test_step_files_are_found_however_they_are_packed(taken, tmp_path, place):
    files = [
        (f"{place}Step1_ADD.py", ADD),
        (f"{place}step2_double.PY", DOUBLE),
        (f"__MACOSX/{place}._step1_add.py", "junk"),
        (f"{place}__MACOSX/step1_add.py", "junk"),
        (f"{place}venv/step1_add.py", "old"),
        (f"{place}.git/step1_add.py", "old"),
        (f"{place}.venv/lib/step1_add.py", "old"),
        (f"{place}mine/pyvenv.cfg", ""),
        (f"{place}mine/lib/step1_add.py", "old"),
        (f"{place}.ipynb_checkpoints/step1_add.py", "old"),
    ]
    assert taken(packed(tmp_path / "ana.zip", files)) == (RIGHT, ())


def test_helpers_come_along_and_what_could_change_the_grading_does_not(taken, kata):
    more = dict.fromkeys(("conftest", "sitecustomize", "numpy", "json", "kata"), "raise SystemExit")
    folder = kata.put("ana", double=None, my_helper="A = 1\n", **more)
    (folder / "pytest.ini").touch()
    (folder / "tools").mkdir()
    (folder / "tools" / "more.py").touch()
    files, notes = taken(folder)
    assert files == {"step1_add.py": ADD, "my_helper.py": "A = 1\n"}
    assert notes == (
        "no file for step 2",
        "left out: conftest.py, json.py, kata.py, numpy.py, pytest.ini and 2 more",
    )


def test_of_a_whole_kata_the_exercises_are_graded(taken, kata):
    files, notes = taken(kata.root)
    assert "NotImplementedError" in files["step1_add.py"]
    assert notes == ("the whole kata was sent: its exercises/ is graded",)


def test_a_zip_in_a_folder_is_opened(taken, kata):
    folder = kata.answers / "ana_1234_assignsubmission_file"
    folder.mkdir()
    packed(folder / "kata.zip", RIGHT.items())
    assert taken(folder) == (RIGHT, ())


# Notebooks


def notebook(*cells):
    code = [{"cell_type": "code", "source": cell, "outputs": []} for cell in cells]
    text = {"cell_type": "markdown", "source": ["def add(a, b): ..."]}
    return json.dumps({"cells": [text, *code], "nbformat": 4, "nbformat_minor": 5, "metadata": {}})


def test_functions_of_a_notebook_become_step_files(taken, tmp_path):
    path = tmp_path / "ana.ipynb"
    cells = [
        ["%matplotlib inline\n", "import math\n", "!ls\n", "TWO = 2"],
        "open('/tmp/never', 'w')\nx = print('never')\n",
        "%%bash\nrm -rf never\n",
        "%%time\ndef double(a):\n    return (7\n        % 5) * a\n",
        "def add(a, b):\n    return 0\n",
        "def broken(:\n",
        "from __future__ import annotations\ndef add(a, b):\n    return a + b\nadd(1, 2)\n",
    ]
    path.write_text(notebook(*cells), encoding="utf-8")
    files, notes = taken(path)
    assert set(files) == set(RIGHT)
    for text in files.values():
        assert "never" not in text
        space = {}
        exec(text, space)
        assert (space["add"](1, 2), space["double"](3), space["TWO"]) == (3, 6, 2)
    assert notes == (
        "ana.ipynb: left out, because it does more than define: x = print('never')",
        "ana.ipynb: code cell 6 cannot be read by Python and is left out",
    )


def test_notebooks_are_a_class_where_two_have_a_step_or_others_are_beside(kata):
    # Steps of one learner.
    folder = kata.answers / "ana"
    folder.mkdir()
    (folder / "one.ipynb").write_text(notebook(ADD), encoding="utf-8")
    (folder / "two.ipynb").write_text(notebook(DOUBLE), encoding="utf-8")
    (folder / "notes.ipynb").write_text("empty", encoding="utf-8")
    (folder / "data").mkdir()
    assert found(kata, folder) == (["ana"], [])
    (folder / "three.ipynb").write_text(notebook(ADD), encoding="utf-8")
    assert found(kata, folder) == (["data", "notes", "one", "three", "two"], [])
    (kata.answers / "bob.ipynb").write_text(notebook(ADD, DOUBLE), encoding="utf-8")
    assert found(kata, kata.answers) == (["ana", "bob"], [])


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"cells": [1]}', "\x00"])
def test_what_is_no_notebook_is_refused(taken, tmp_path, text):
    (tmp_path / "ana.ipynb").write_text(text, encoding="utf-8")
    with pytest.raises(RefusedError, match=r"is no notebook|no step file"):
        taken(tmp_path / "ana.ipynb")


def test_a_notebook_that_no_person_has_written_costs_nothing(taken, tmp_path):
    path = tmp_path / "ana.ipynb"
    path.write_text(notebook(ADD, "a = 1\n" * 200_000), encoding="utf-8")
    with pytest.raises(RefusedError, match="more code than anyone writes"):
        taken(path)
    path = tmp_path / "bob.ipynb"
    path.write_text(notebook(ADD, "x = " + "-" * 300_000 + "1"), encoding="utf-8")
    files, notes = taken(path)
    assert "add" in files["step1_add.py"]
    assert "bob.ipynb: code cell 2 cannot be read by Python and is left out" in notes


def test_names_that_cannot_be_printed_are_no_files_of_an_answer(taken, tmp_path):
    files = [*RIGHT.items(), ("a\x1b[2J.txt", ""), ("b\nmarks 100.py", "")]
    assert taken(packed(tmp_path / "ana.zip", files)) == (RIGHT, ())


# What is refused


def link(name):
    entry = zipfile.ZipInfo(name)
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([("../step1_add.py", ADD)], "leads out of it"),
        ([("a/../../step1_add.py", ADD)], "leads out of it"),
        ([("..\\step1_add.py", ADD)], "leads out of it"),
        ([("/etc/step1_add.py", ADD)], "leads out of it"),
        ([("C:/step1_add.py", ADD)], "leads out of it"),
        ([(link("step1_add.py"), "/etc/passwd")], "no step file"),
        ([("step1_add.py", ADD), ("step1_ADD.py", ADD)], "2 files for step 1"),
        ([("a/step1_add.py", ADD), ("b/step1_add.py", DOUBLE)], "2 files for step 1"),
        ([("step1_add.py", ADD), ("a.ipynb", notebook(ADD))], "2 files for step 1"),
        ([("readme.txt", "hello")], "no step file, such as step1_add.py"),
        ([("step1_add.py", " " * 15_000_000)], "unpacks to far more"),
        ([("step1_add.py", " " * 21_000_000)], "too large"),
        ([("step1_add.py", b"# \xe9")], "is not UTF-8"),
        ([("step1_add.py", ADD.encode("utf-16"))], "is not UTF-8"),
        ([("step1_add.py", "# coding: punycode\n" + ADD)], "is not UTF-8"),
        ([("step1_add.py", ADD.encode("utf-16-le"))], "is not UTF-8"),
        ([("step1_add.py", ADD), ("helper.py", b"# \xe9")], "helper.py is not UTF-8"),
        ([(f"{number}.txt", "") for number in range(20_001)], "more than 20000 files"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_zip_is_refused_in_one_line(taken, tmp_path, files, said):
    with pytest.raises(RefusedError, match=said) as caught:
        taken(packed(tmp_path / "ana.zip", files))
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "fresh").exists()


def test_a_size_that_the_zip_lies_about_is_found_out(taken, tmp_path):
    path = packed(tmp_path / "ana.zip", [("step1_add.py", " " * 30_000_000)])
    content = path.read_bytes()
    true, false = (size.to_bytes(4, "little") for size in (30_000_000, 100))
    path.write_bytes(content.replace(true, false))
    with pytest.raises(RefusedError):
        taken(path)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not much of a zip", b"\x00" * 1000])
def test_a_spoilt_zip_is_refused(taken, tmp_path, content):
    (tmp_path / "ana.zip").write_bytes(content)
    with pytest.raises(RefusedError, match="is no zip that can be read"):
        taken(tmp_path / "ana.zip")


def test_a_link_to_elsewhere_is_not_followed(taken, kata, tmp_path):
    (tmp_path / "secret.py").write_text("SECRET = 1\n", encoding="utf-8")
    folder = kata.put("ana")
    try:
        (folder / "helper.py").symlink_to(tmp_path / "secret.py")
    except OSError:
        pytest.skip("no right to make links here")
    assert taken(folder) == (RIGHT, ())


@pytest.mark.parametrize("text", [f"\ufeff{ADD}", f"# coding: latin-1\n{ADD}"])
def test_a_file_in_an_encoding_it_names_is_taken(kata, tmp_path, text):
    path = packed(tmp_path / "ana.zip", [("step1_add.py", text.encode("utf-8"))])
    got = prepare(Submission("ana", path), kata.steps, tmp_path / "fresh")
    assert (got.folder / "step1_add.py").read_bytes() == text.encode("utf-8")


def test_the_same_answer_has_the_same_digest_however_it_is_packed(kata, tmp_path):
    folder = kata.put("ana")
    path = packed(tmp_path / "a.zip", [(f"x/{name}", text) for name, text in RIGHT.items()])
    one, two = (
        prepare(Submission("ana", place), kata.steps, tmp_path / str(number)).digest
        for number, place in enumerate((folder, path))
    )
    assert one == two
    kata.put("ana", add=ADD + "\n")
    assert prepare(Submission("ana", folder), kata.steps, tmp_path / "3").digest != one
