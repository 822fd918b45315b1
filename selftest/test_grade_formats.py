"""The files of ``kata grade``, as the programs that read them want them."""

import base64
import csv
import io
import json
from dataclasses import replace
from itertools import zip_longest
from xml.etree import ElementTree

import pytest
from judge import ROOT
from schema import check

from kata.grade.formats import write_class, write_learner
from kata.grade.marks import CheckMark, Marks, StepMark, Verdict
from kata.grade.submissions import Refusal
from kata.project import load_steps

STEPS = load_steps(ROOT)
JSON = {
    "gradescope": "gradescope/results.json",
    "exercism": "exercism/results.json",
    "classroom": "classroom/result.json",
    "prairielearn": "prairielearn/results.json",
}
HOSTILE = "<script>alert('é')</script> \x00\x1b[31m ]]> &amp; \ud800"


def marks(*verdicts, name="ana"):
    """Return marks with a verdict for each step: that of its last two checks; the first passes."""
    return Marks(
        name,
        tuple(
            StepMark(
                step.id,
                step.number,
                step.title,
                step.points,
                tuple(
                    CheckMark(f"tests/{step.id}.py::test_{n}", f"Sentence {n}.", one, lines)
                    for n, (one, lines) in enumerate(
                        [(Verdict.PASS, ())] + [(verdict, (HOSTILE, "  more"))] * 2
                        if verdict is not Verdict.PASS
                        else [(Verdict.PASS, ())] * 3
                    )
                ),
            )
            for step, verdict in zip_longest(STEPS, verdicts, fillvalue=Verdict.PASS)
        ),
        ("left out: =1+1",),
    )


ALL_KINDS = marks(*(verdict for verdict in Verdict if verdict is not Verdict.GRADER_ERROR))
RIGHT = marks()
OPEN = marks(Verdict.PASS, Verdict.GRADER_ERROR, Verdict.FAIL)


@pytest.fixture(params=[ALL_KINDS, RIGHT, OPEN], ids=["all kinds", "right", "open"])
def case(request, tmp_path):
    write_learner(request.param, ROOT, tmp_path)
    return request.param, tmp_path


def read(folder, name):
    return json.loads((folder / JSON[name]).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", JSON)
def test_file_is_as_its_schema_has_it(case, name):
    one, folder = case
    if one.open and name in ("gradescope", "classroom"):
        # These know numbers only.
        assert not (folder / JSON[name]).exists()
    else:
        check(read(folder, name), name)


def test_scores_add_up_to_the_total(case):
    one, folder = case
    if one.open:
        return
    scope, classroom = read(folder, "gradescope"), read(folder, "classroom")
    assert scope["score"] == one.total
    for tests in (scope["tests"], classroom["tests"]):
        assert round(sum(test["score"] for test in tests), 2) == one.total
    assert classroom["max_score"] == one.max_points
    assert read(folder, "prairielearn")["score"] == one.total / one.max_points


@pytest.mark.parametrize("name", ["exercism", "classroom"])
def test_status_is_pass_only_where_all_pass(name, tmp_path):
    for one, status in ((ALL_KINDS, "fail"), (RIGHT, "pass")):
        write_learner(one, ROOT, tmp_path)
        got = read(tmp_path, name)
        assert got["status"] == status
        assert {test["status"] for test in got["tests"]} == {"pass", status}


def test_exercism_keeps_the_order_of_the_checks(case):
    one, folder = case
    got = [(test["task_id"], test["name"]) for test in read(folder, "exercism")["tests"]]
    assert got == [(s.number, check.requirement) for s in one.steps for check in s.checks]


def test_points_that_are_open_are_no_number_anywhere(tmp_path):
    write_learner(RIGHT, ROOT, tmp_path)
    write_learner(OPEN, ROOT, tmp_path)
    assert not (tmp_path / JSON["gradescope"]).exists(), "not even those of before"
    assert not (tmp_path / "classroom" / "result.base64").exists()
    assert read(tmp_path, "prairielearn") == {
        "gradable": False,
        "message": "a defect of the grader leaves step 2 open: grade it again, or report it",
    }
    assert read(tmp_path, "exercism")["status"] == "error"
    properties = {p.get("name"): p.get("value") for p in suite(tmp_path).iter("property")}
    assert properties["points.step1"] == "10"
    assert not {"points.step2", "points"} & set(properties)


def test_classroom_gets_the_same_in_base64(tmp_path):
    write_learner(ALL_KINDS, ROOT, tmp_path)
    encoded = (tmp_path / "classroom" / "result.base64").read_text(encoding="ascii")
    assert json.loads(base64.b64decode(encoded)) == read(tmp_path, "classroom")


def suite(folder):
    return ElementTree.parse(folder / "junit.xml").getroot()


def test_junit_counts_what_it_lists(case):
    one, folder = case
    root = suite(folder)
    assert root.tag == "testsuite"
    counts = {key: int(root.get(key)) for key in ("tests", "failures", "errors")}
    assert counts == {
        "tests": len(root.findall("testcase")),
        "failures": len(root.findall("testcase/failure")),
        "errors": len(root.findall("testcase/error")),
    }
    assert counts["tests"] == len(one.checks)
    assert {error.get("type") for error in root.iter("error")} <= {"grader error"}
    # Strict readers take properties of the suite only.
    assert root.findall("properties/property")
    assert not root.findall("testcase/properties")


def test_what_an_answer_says_is_text(tmp_path):
    write_learner(ALL_KINDS, ROOT, tmp_path)
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "<script>" not in page
    assert "&lt;script&gt;alert" in page
    for text in (page, suite(tmp_path).find("testcase/failure").text):
        assert "\x1b" not in text
        assert "\x00" not in text


def test_a_name_that_no_encoding_has_is_written(tmp_path):
    name = "ana \udcff"
    one = marks(name=name)
    write_learner(one, ROOT, tmp_path)
    write_class([one], [Refusal(name, name)], tmp_path / "grades.csv")
    assert suite(tmp_path).get("name").startswith("ana ")


def test_page_shows_the_board_and_what_failed(tmp_path):
    folder = tmp_path / "ana"
    write_learner(OPEN, ROOT, folder)
    page = (folder / "page.html").read_text(encoding="utf-8")
    assert "20 of 24 checks pass" in page
    assert "points are open" in page
    assert [text in page for text in (">10/10</td>", ">open/20</td>", ">5/15</td>")] == [True] * 3
    assert "left out: =1+1" in page
    assert "then pytest -k step2<" in page, "where its author works"
    assert "The steps of <code>ana</code>" in page
    assert "data:image" not in page, "the pictures are of another answer"


def test_every_report_says_how_it_was_graded(tmp_path):
    said = "weaker isolation: no limits of memory"
    one = replace(ALL_KINDS, conditions=(said,))
    write_learner(one, ROOT, tmp_path)
    assert said in (tmp_path / "page.html").read_text(encoding="utf-8")
    assert said in [one.get("value") for one in suite(tmp_path).findall("properties/property")]
    assert said in read(tmp_path, "gradescope")["output"]
    assert said in read(tmp_path, "prairielearn")["message"]
    assert said in rows(tmp_path, [one], [])[0]
    for name in ("gradescope", "prairielearn"):
        check(read(tmp_path, name), name)


def rows(folder, *args):
    write_class(*args, folder / "grades.csv")
    content = (folder / "grades.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8-sig")
    return text, list(csv.DictReader(io.StringIO(text, newline="")))


def test_csv_has_a_row_for_each(tmp_path):
    refused = Refusal("eva", 'two files for step 1: "a", b; keep one')
    _, (first, second, third) = rows(tmp_path, [RIGHT, OPEN], [refused])
    assert first["points"] == "120.00"
    assert (first["step2"], first["max_points"]) == ("20.00", "120")
    assert (second["points"], second["step1"], second["step2"]) == ("", "10.00", "")
    assert second["notes"] == "step 2 is open: grader error; left out: =1+1"
    assert (third["name"], third["points"]) == ("eva", "")
    assert third["notes"] == f"not graded: {refused.reason}"


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@a", "\tb", " =2", '"a",\nb'])
def test_no_cell_is_a_formula(tmp_path, name):
    text, (row,) = rows(tmp_path, [marks(name=name)], [])
    guard = "'" if name[0] != '"' else ""
    assert row["name"] == guard + name
    assert text.splitlines()[0].startswith('"name","points"')
